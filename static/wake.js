// The panel's clock: a worker, whose timers run on time also while the page is hidden. It is told how many milliseconds to wait, or null,
// and answers when they are over. It answers too if the machine has slept: then the system's clock has gone on, and the steady one has not.

const LOOK_MS = 1_000;
const SLEPT_MS = 2_000;

let timer;
addEventListener('message', ({ data }) => {
  clearTimeout(timer);
  if (data !== null) timer = setTimeout(() => postMessage(null), data);
});

const lag = () => Date.now() - performance.now();
let before = lag();
setInterval(() => {
  const now = lag();
  if (now - before > SLEPT_MS) postMessage(null);
  before = now;
}, LOOK_MS);
