let marked = false;

/** Marks, once, the frame in which the first list of rows is on screen: what "started" means to a technician. */
export function markFirstList(): void {
  if (marked) return;
  marked = true;
  requestAnimationFrame(() => performance.mark('first-list'));
}
