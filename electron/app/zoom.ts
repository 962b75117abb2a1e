/** Chromium's own steps, within what the preferences allow. */
const steps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** The zoom factor one step in a direction; 0 is back to 100 %. A factor between two steps goes to the next. */
export function nextZoom(factor: number, direction: -1 | 0 | 1): number {
  if (direction === 0) return 1;
  const next =
    direction === 1 ? steps.find((step) => step > factor) : steps.findLast((step) => step < factor);
  return next ?? factor;
}
