import { AppError } from '../../shared/errors.ts';

const needed = 10;

/**
 * SQLite's addon needs Node-API 10, and an older runtime does not refuse it but crashes. Asked before the
 * addon is loaded; an addon that was built for the runtime at hand is its builder's business.
 * @throws AppError `unavailable` in one clear line
 */
export function requireNodeApi(nativeBinding: string | undefined): void {
  const offered = Number(process.versions['napi']);
  if (nativeBinding !== undefined || offered >= needed) return;
  const runtime = process.versions['electron']
    ? `Electron ${process.versions['electron']} is`
    : `Node ${process.versions.node} is`;
  throw new AppError(
    'unavailable',
    `${runtime} too old for the database: it offers Node-API ${offered}, and ${needed} is needed (Electron 35, Node 22.14).`,
  );
}
