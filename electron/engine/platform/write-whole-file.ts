import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Writes a file for this account alone; the name appears with all of it or not at all. */
export function writeWholeFile(file: string, content: string): void {
  const begun = begin(file);
  try {
    writeSync(begun.handle, content);
    begun.finish();
  } finally {
    begun.end();
  }
}

/** The same for what would not fit into memory. */
export async function writeWholeFileInParts(file: string, parts: AsyncIterable<string>): Promise<void> {
  const begun = begin(file);
  try {
    for await (const part of parts) writeSync(begun.handle, part);
    begun.finish();
  } finally {
    begun.end();
  }
}

function begin(file: string) {
  const partial = `${file}.partial`;
  // One that a crash left behind is in nobody's way.
  rmSync(partial, { force: true });
  const handle = openSync(partial, 'wx', 0o600);
  let open = true;
  const close = (): void => {
    if (open) closeSync(handle);
    open = false;
  };
  return {
    handle,
    finish(): void {
      fsyncSync(handle);
      close();
      renameSync(partial, file);
    },
    end(): void {
      close();
      rmSync(partial, { force: true });
    },
  };
}
