// Counts single tests (not the suites around them) for the summary that npm test ends with.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {AsyncIterable<{ type: string, data: any }>} source @returns {AsyncGenerator<string>} */
// node:test takes a reporter as a default export and in no other way.
// eslint-disable-next-line import/no-default-export
export default async function* countReporter(source) {
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else if (type === 'test:pass') counts.passed += 1;
    else counts.failed += 1;
  }
  yield JSON.stringify(counts);
}
