// The service worker that shows desktop notifications with buttons, which a page by itself cannot. It takes what a page of the panel wants shown
// or closed, and tells that page what was pressed. It touches no request of any page.

let activate = null;
const activated = registration.active ? Promise.resolve() : new Promise((done) => { activate = done; });
addEventListener('install', () => skipWaiting());
addEventListener('activate', () => activate?.());

async function show({ tag, title, body, actions }, page) {
  await activated;
  const options = { tag, body, actions, requireInteraction: true, silent: true, data: { page } };
  // The permission may have been taken back meanwhile: the panel still shows the call.
  await registration.showNotification(title, options).catch(() => {});
}

async function close(tag) {
  await activated;
  for (const notification of await registration.getNotifications({ tag })) notification.close();
}

addEventListener('message', (event) => {
  const { show: wanted, close: tag } = event.data;
  event.waitUntil(wanted ? show(wanted, event.source.id) : close(tag));
});

async function tell({ tag, data }, press) {
  const page = await clients.get(data.page);
  if (!page) return;
  // A browser may refuse the focus; what was pressed holds all the same.
  if (press !== 'decline') await page.focus().catch(() => {});
  page.postMessage({ notification: tag, press });
}

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(tell(event.notification, event.action || 'open'));
});
