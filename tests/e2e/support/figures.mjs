// Numbers of measurements, and their bounds.

/** The value below which that share of the values lies (nearest rank). */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

export const median = (values) => percentile(values, 0.5);

/** Prints a figure with its bound; a figure over its bound makes the program fail in the end. */
export function figure(what, value, bound, unit) {
  const held = value <= bound;
  console.log(`${held ? 'held  ' : 'FAILED'} ${what}: ${Number(value.toFixed(2))} ${unit} (at most ${bound} ${unit})`);
  if (!held) process.exitCode = 1;
}
