import type { Page } from 'playwright';

/** What was asked for last is on screen, its code and its first rows: a person would not type on before. */
export function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const awaited = '[data-keyboard-busy], [data-loading], [aria-busy=true]';
    // What never comes is for the test to tell: it goes on, and looks.
    const until = performance.now() + 10_000;
    const drawn = () =>
      new Promise((done) => {
        requestAnimationFrame(() => setTimeout(done, 0));
        // A window that is put away draws nothing.
        setTimeout(done, 1000);
      });
    do await drawn();
    while (document.querySelector(awaited) !== null && performance.now() < until);
  });
}
