// Takes and releases a data folder on request, in a process of its own; see second-engine.test.ts.
import { lockDataFolder, type FolderLock } from '../../electron/engine/database/data-folder-lock.ts';

export type LockRequest = { readonly kind: 'take'; readonly folder: string } | { readonly kind: 'release' };
export type LockAnswer = {
  readonly kind: 'taken' | 'refused' | 'released';
  readonly ms: number;
  readonly words: string;
};

let held: FolderLock | undefined;

function take(folder: string): LockAnswer {
  const started = performance.now();
  try {
    held = lockDataFolder(folder);
    return { kind: 'taken', ms: performance.now() - started, words: '' };
  } catch (error) {
    return { kind: 'refused', ms: performance.now() - started, words: String(error) };
  }
}

process.on('message', (request: LockRequest) => {
  if (request.kind === 'take') return void process.send?.(take(request.folder));
  held?.release();
  held = undefined;
  process.send?.({ kind: 'released', ms: 0, words: '' } satisfies LockAnswer);
});
process.once('disconnect', () => process.exit(0));
