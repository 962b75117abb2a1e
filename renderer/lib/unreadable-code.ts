/** Code that did not come when it was first needed. Chromium keeps to that for as long as the page lives: only a reload helps. */
export class UnreadableCode extends Error {
  override readonly name = 'UnreadableCode';
}
