import assert from 'node:assert/strict';

/** Which members a value has and of which kinds they are, whatever they say. Lists show their first entry. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

/** Says that an answer is built as the example of a vendor's page is. */
export function assertShape(actual: unknown, example: unknown, message?: string): void {
  assert.deepEqual(shapeOf(actual), shapeOf(example), message);
}
