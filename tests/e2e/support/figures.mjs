// Figures of measurements, and their bounds.

/** Returns the percentile of values by nearest rank; `share` is between 0 and 1. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

export const median = (values) => percentile(values, 0.5);

/** Prints a figure with its bound. If the figure exceeds its bound, the program exits with a failure at its end. */
export function figure(what, value, bound, unit) {
  const held = value <= bound;
  console.log(`${held ? 'held  ' : 'FAILED'} ${what}: ${Number(value.toFixed(2))} ${unit} (at most ${bound} ${unit})`);
  if (!held) process.exitCode = 1;
}
