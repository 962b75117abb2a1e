import type { Page } from 'playwright';

/** Which of some texts a snapshot of the page's whole heap holds, after everything unreachable was collected. */
export async function heapHolds(page: Page, texts: readonly string[]): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  let snapshot = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }: { chunk: string }) => {
    snapshot += chunk;
  });
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  // The snapshot is JSON: a text in it is written as JSON writes it.
  return texts.filter((text) => snapshot.includes(JSON.stringify(text).slice(1, -1)));
}
