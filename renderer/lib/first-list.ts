let marked = false;

const heldAtMostMs = 300;

function release(): void {
  delete document.documentElement.dataset['starting'];
}

/** Keeps a half-drawn window from being painted: the frame and its first rows come in one go, or soon without. */
export function holdFirstPaint(): void {
  document.documentElement.dataset['starting'] = '';
  setTimeout(release, heldAtMostMs);
}

/** Marks, once, the frame in which the first list of rows is on screen: what "started" means to a technician. */
export function markFirstList(): void {
  if (marked) return;
  marked = true;
  release();
  requestAnimationFrame(() => performance.mark('first-list'));
}
