let marked = false;

const heldAtMostMs = 300;
/** A place without a list, or an engine that does not answer: the start is over all the same. */
const awaitedAtMostMs = 3000;

let tellShown: () => void;

/** Settles when the start is over: its list is on screen, or none came in time. */
export const firstListShown = new Promise<void>((resolve) => {
  tellShown = resolve;
});

function release(): void {
  delete document.documentElement.dataset['starting'];
}

/** Keeps a half-drawn window from being painted: the frame and its first rows come in one go, or soon without. */
export function holdFirstPaint(): void {
  document.documentElement.dataset['starting'] = '';
  setTimeout(release, heldAtMostMs);
  setTimeout(tellShown, awaitedAtMostMs);
}

/** Marks, once, the frame in which the first list of rows is on screen: what "started" means to a technician. */
export function markFirstList(): void {
  if (marked) return;
  marked = true;
  release();
  requestAnimationFrame(() => {
    performance.mark('first-list');
    tellShown();
  });
}
