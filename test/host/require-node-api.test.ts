import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requireNodeApi } from '../../electron/host/require-node-api.ts';

/** Runs with another `process.versions.napi`. */
function withNodeApi(version: string, run: () => void): void {
  const real = Object.getOwnPropertyDescriptor(process, 'versions')!;
  Object.defineProperty(process, 'versions', { ...real, value: { ...process.versions, napi: version } });
  try {
    run();
  } finally {
    Object.defineProperty(process, 'versions', real);
  }
}

describe('the runtime', () => {
  it('is refused in one line where its Node-API would crash the database', () => {
    withNodeApi('9', () =>
      assert.throws(() => requireNodeApi(undefined), /too old for the database: it offers Node-API 9/),
    );
  });

  it('is accepted from Node-API 10 on, or with an addon built for it', () => {
    withNodeApi('10', () => requireNodeApi(undefined));
    withNodeApi('11', () => requireNodeApi(undefined));
    withNodeApi('9', () => requireNodeApi('/somewhere/better_sqlite3.node'));
    requireNodeApi(undefined);
  });
});
