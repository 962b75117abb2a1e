import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  newMarker,
  splitMarker,
  withMarker,
} from '../../../../electron/engine/exchange/connections/marker.ts';

describe('the marker of a ticket that is opened at a service', () => {
  it('comes off again and leaves the text as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const marker = newMarker();
        assert.deepEqual(splitMarker(withMarker(text, marker)), { text, marker });
      }),
    );
  });

  it('is known with the line ends of another system, and only at the end', () => {
    const marker = newMarker();
    assert.deepEqual(splitMarker(`Text\r\n\r\n[Techbench ${marker}]\r\n`), { text: 'Text', marker });
    for (const text of ['Text', `[Techbench ${marker}] Text`, '[Techbench ABC]', `[Techbench ${marker}`])
      assert.deepEqual(splitMarker(text), { text, marker: null });
  });
});
