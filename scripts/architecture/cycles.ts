/** The cycles of a graph, each once, as the path that closes it (`a`, `b`, `a`). */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];

  function visit(node: string, path: readonly string[]): void {
    const at = path.indexOf(node);
    if (at !== -1) {
      cycles.push([...path.slice(at), node]);
      return;
    }
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
    done.add(node);
  }

  for (const node of graph.keys()) visit(node, []);
  return cycles;
}
