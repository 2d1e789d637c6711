/** The softphone's panel and its item in the utility bar: visible or not, size, labels, icons. Pure. */
import { invalidParam } from './wire.js';

/** The sizes that Open CTI allows, in pixels. */
export const HEIGHT = { min: 240, max: 2560 };
export const WIDTH = { min: 200, max: 1920 };

export class PanelState {
  /** @param {{height: number, width: number, label: string, visible?: boolean}} start @param {() => void} changed */
  constructor({ height, width, label, visible = false }, changed = () => {}) {
    this.values = { visible, height, width, itemLabel: label, itemIcon: 'call', panelLabel: label, panelIcon: 'call' };
    this.changed = changed;
  }

  /** Changes a value without asking, as the user's click does. */
  put(name, value) {
    if (this.values[name] === value) return;
    this.values = { ...this.values, [name]: value };
    this.changed();
  }

  setVisible(visible) {
    if (typeof visible !== 'boolean') throw invalidParam('visible', 'boolean', visible);
    this.put('visible', visible);
  }

  setHeight(heightPX) {
    this.put('height', size('heightPX', heightPX, HEIGHT));
  }

  setWidth(widthPX) {
    this.put('width', size('widthPX', widthPX, WIDTH));
  }

  setText(name, parameter, value) {
    if (typeof value !== 'string') throw invalidParam(parameter, 'string', value);
    this.put(name, value);
  }
}

function size(name, value, { min, max }) {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max) throw invalidParam(name, 'numeric', value);
  return Math.round(value);
}
