// Fakes of the client library and of the host, for tests: they behave as the reference says, or misbehave as a test asks.

const METHODS = [
    'disableClickToDial', 'enableClickToDial', 'getAppViewInfo', 'getCallCenterSettings', 'getSoftphoneLayout',
    'isSoftphonePanelVisible', 'notifyInitializationComplete', 'onClickToDial', 'onNavigationChange', 'publish', 'refreshView',
    'runApex', 'saveLog', 'screenPop', 'searchAndScreenPop', 'setSoftphoneItemIcon', 'setSoftphoneItemLabel',
    'setSoftphonePanelHeight', 'setSoftphonePanelIcon', 'setSoftphonePanelLabel', 'setSoftphonePanelVisibility',
    'setSoftphonePanelWidth', 'subscribe', 'unsubscribe', 'hvs.onWorkStart', 'hvs.completeWork',
];
const OK = { success: true, returnValue: null, errors: null };

function build(take) {
    const opencti = { hvs: {} };
    for (const method of METHODS) {
        const [name, owner] = method.startsWith('hvs.') ? [method.slice(4), opencti.hvs] : [method, opencti];
        owner[name] = function (...given) {
            if (this !== owner) throw new TypeError('Illegal invocation');
            const [args] = given;
            if (given.length !== 1 || typeof args !== 'object' || Object.keys(args).length === 0) {
                throw 'Must pass in only one object which holds arguments to this API method call.';
            }
            return take(method, args);
        };
    }
    return opencti;
}

function plain(args) {
    return Object.fromEntries(Object.entries(args).filter(([, value]) => typeof value !== 'function'));
}

/** A client library without a host: it answers by itself, as told. */
export class Fake {
    constructor() {
        this.calls = [];
        this.callbacks = [];
        this.listeners = [];
        this.told = {};
        this.library = build((method, args) => this.take(method, args));
    }

    /** How a method behaves: {answers: […], at: 'later' | 'once' | 'hand'} or {throws}. */
    tell(method, how) {
        this.told[method] = JSON.parse(how);
    }

    take(method, args) {
        const how = this.told[method] ?? {};
        this.calls.push([method, plain(args)]);
        if ('throws' in how) throw how.throws;
        if ('throwsError' in how) throw new TypeError(how.throwsError);
        if (args.listener) this.listeners.push([method, args.listener]);
        if (!args.callback) return;
        this.callbacks.push([method, args.callback]);
        const run = () => (how.answers ?? [OK]).forEach((answer) => args.callback(structuredClone(answer)));
        if (how.at === 'hand') return;
        if (how.at === 'once') run();
        else setTimeout(run, 0);
    }

    /** What a method was called with, callbacks left out, as JSON: one entry a call. */
    called(method) {
        return JSON.stringify(this.calls.filter(([name]) => name === method).map(([, args]) => args));
    }

    /** Calls the method's last callback by hand. The text of what it throws, if it does. */
    answer(method, response) {
        const [, callback] = this.callbacks.filter(([name]) => name === method).at(-1);
        return caught(() => callback(response === undefined ? undefined : JSON.parse(response)));
    }

    /** Hands an event to the listeners in their order, as the library does, which stops at the first that throws. */
    fire(method, payload) {
        return caught(() => {
            for (const [name, listener] of this.listeners) {
                if (name === method) listener(JSON.parse(payload));
            }
        });
    }

    registrations(method) {
        return this.listeners.filter(([name]) => name === method).length;
    }

    remove(method) {
        delete this.library[method];
    }
}

function caught(run) {
    try {
        run();
        return undefined;
    } catch (thrown) {
        return String(thrown);
    }
}

/** A page of its own in a frame, in whose document scripts come from where the test says. */
export class Page {
    constructor() {
        this.frame = document.createElement('iframe');
        document.body.append(this.frame);
        this.window = this.frame.contentWindow;
        this.document = this.frame.contentDocument;
        this.asked = [];
        this.source = undefined;
        const create = this.document.createElement.bind(this.document);
        this.document.createElement = (name) => {
            const element = create(name);
            if (name !== 'script') return element;
            Object.defineProperty(element, 'src', {
                set: (address) => {
                    this.asked.push(address);
                    const url = this.source === undefined ? undefined : this.url();
                    if (url) element.setAttribute('src', url);
                },
            });
            return element;
        };
    }

    url() {
        const url = this.window.URL.createObjectURL(new this.window.Blob([this.source], { type: 'text/javascript' }));
        if (this.source === '') this.window.URL.revokeObjectURL(url);
        return url;
    }

    /** What the library's address answers: a script. The empty text is a failure; without, nothing ever comes. */
    serve(source) {
        this.source = source;
    }

    /** The library that a served script finds as `parent.fakes[n]`. */
    offer(fake) {
        window.fakes ??= [];
        return window.fakes.push(fake.library) - 1;
    }

    scripts() {
        return this.document.querySelectorAll('script').length;
    }

    /** Puts a referrer there. */
    refer(referrer) {
        Object.defineProperty(this.document, 'referrer', { value: referrer });
    }

    close() {
        this.frame.remove();
    }
}

/** Runs on the host's side, in a frame: answers each message as it was told to. */
const HOST = `<script>
    const told = {};
    const kept = [];
    addEventListener('message', ({ data, source }) => {
        if (data.tell) { told[data.tell] = data.how; return; }
        if (data.release) { kept.splice(0).forEach((send) => send()); return; }
        if (data.fire) { send({ methodName: data.fire, response: data.payload, shouldExecuteListener: true }); return; }
        const { methodName, callId } = data;
        const how = told[methodName] ?? {};
        const response = how.response ?? { success: true, returnValue: null, errors: null };
        const flags = how.legacy ? {} : { shouldExecuteCallback: true };
        function send(message) { source.postMessage({ apiVersion: data.apiVersion, apiType: 'opencti', ...message }, '*'); }
        const answer = () => send({ methodName, callId, response, ...flags });
        if (how.silent) return;
        if (how.keep) { kept.push(answer); return; }
        for (let times = 0; times < (how.times ?? 1); times += 1) answer();
    });
    function send(message) { parent.postMessage({ apiVersion: 57, apiType: 'opencti', ...message }, '*'); }
    parent.postMessage('host is up', '*');
<\/script>`;

/** A library that speaks to a host in another frame by postMessage, so that everything is cloned and comes later. */
export class Wire {
    constructor(legacy) {
        this.legacy = legacy;
        this.callbacks = {};
        this.listeners = {};
        this.errors = [];
        this.next = 0;
        this.library = build((method, args) => this.take(method, args));
        this.frame = document.createElement('iframe');
        this.frame.srcdoc = HOST;
        this.hear = (event) => event.source === this.frame.contentWindow && this.receive(event.data);
        addEventListener('message', this.hear);
        this.ready = new Promise((resolve) => { this.up = resolve; });
        document.body.append(this.frame);
    }

    take(method, args) {
        const methodName = method.replace('hvs.', '');
        const callId = this.next++;
        if (args.callback) this.callbacks[methodName + '_' + callId] = args.callback;
        if (args.listener) (this.listeners[methodName] ??= []).push(args.listener);
        const { callback, listener, ...rest } = args;
        this.frame.contentWindow.postMessage({
            methodName, callId, apiVersion: 57, apiType: 'opencti', args: rest,
            isCallbackRegistered: !!callback, isListenerRegistered: !!listener,
        }, '*');
    }

    receive(data) {
        if (data === 'host is up') return this.up();
        if (data === 'settled') return undefined;
        const error = caught(() => {
            const key = data.methodName + '_' + data.callId;
            if ((this.legacy || data.shouldExecuteCallback === true) && this.callbacks[key]) {
                this.callbacks[key](data.response);
                delete this.callbacks[key];
            }
            if (this.legacy || data.shouldExecuteListener === true) {
                (this.listeners[data.methodName] ?? []).forEach((listener) => listener(data.response));
            }
        });
        if (error !== undefined) this.errors.push(error);
        return undefined;
    }

    tell(method, how) {
        this.frame.contentWindow.postMessage({ tell: method, how: JSON.parse(how) }, '*');
    }

    fire(method, payload) {
        this.frame.contentWindow.postMessage({ fire: method, payload: JSON.parse(payload) }, '*');
    }

    release() {
        this.frame.contentWindow.postMessage({ release: true }, '*');
    }

    /** What the library's own message handler caught. */
    thrown() {
        return this.errors.join('\n');
    }

    close() {
        removeEventListener('message', this.hear);
        this.frame.remove();
    }
}

/** Counts what is written to the console, and what nobody catches, until it is stopped. */
export class Quiet {
    constructor() {
        this.count = 0;
        this.before = {};
        for (const name of ['debug', 'log', 'info', 'warn', 'error']) {
            this.before[name] = console[name];
            console[name] = () => { this.count += 1; };
        }
        this.hear = () => { this.count += 1; };
        addEventListener('error', this.hear);
        addEventListener('unhandledrejection', this.hear);
    }

    stop() {
        Object.assign(console, this.before);
        removeEventListener('error', this.hear);
        removeEventListener('unhandledrejection', this.hear);
        return this.count;
    }
}
