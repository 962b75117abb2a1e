import type { Page } from 'playwright';

/** V8's own form of a heap snapshot: flat lists of numbers whose meaning `meta` names. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/** The table that makes equal strings one; it holds on to none of them. */
const internedTable = '(Internalized strings)';

/** Which of some texts the page still reaches, in a snapshot of its whole heap after everything else was collected. */
export async function heapHolds(page: Page, texts: readonly string[]): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  let text = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }: { chunk: string }) => {
    text += chunk;
  });
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return reached(JSON.parse(text) as Snapshot, texts);
}

function reached(
  { snapshot: { meta }, nodes, edges, strings }: Snapshot,
  texts: readonly string[],
): string[] {
  const node = (name: string) => meta.node_fields.indexOf(name);
  const edge = (name: string) => meta.edge_fields.indexOf(name);
  const nodeSize = meta.node_fields.length;
  const edgeSize = meta.edge_fields.length;
  const weak = meta.edge_types[0].indexOf('weak');
  const found = new Map<number, readonly string[]>();
  for (const [index, string] of strings.entries()) {
    const held = texts.filter((each) => string.includes(each));
    if (held.length > 0) found.set(index, held);
  }
  const nameOf = (at: number) => nodes[at + node('name')]!;
  const holders = new Set<string>();
  let at = 0;
  for (let from = 0; from < nodes.length; from += nodeSize) {
    const isTable = strings[nameOf(from)] === internedTable;
    for (let left = nodes[from + node('edge_count')]!; left > 0; left -= 1, at += edgeSize) {
      if (isTable || edges[at + edge('type')] === weak) continue;
      for (const each of found.get(nameOf(edges[at + edge('to_node')]!)) ?? []) holders.add(each);
    }
  }
  return texts.filter((each) => holders.has(each));
}
