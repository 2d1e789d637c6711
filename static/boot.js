// Starts the panel. Everything it does is in the WebAssembly.
import init from './denwa-panel.js';

init({ module_or_path: new URL('denwa-panel_bg.wasm', document.baseURI) });
