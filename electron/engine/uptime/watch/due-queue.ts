interface Due {
  readonly id: number;
  readonly at: number;
}

/** Who is due when, the earliest first; setting one anew replaces what was set. A binary heap: thousands cost nothing. */
export function createDueQueue() {
  const heap: Due[] = [];
  /** Entries that were replaced stay in the heap until they surface. */
  const current = new Map<number, Due>();

  function swap(a: number, b: number): void {
    const due = heap[a]!;
    heap[a] = heap[b]!;
    heap[b] = due;
  }

  function rise(start: number): void {
    for (let index = start; index > 0;) {
      const parent = (index - 1) >> 1;
      if (heap[parent]!.at <= heap[index]!.at) return;
      swap(parent, index);
      index = parent;
    }
  }

  function sink(): void {
    for (let index = 0; ;) {
      let least = index;
      const left = 2 * index + 1;
      for (let child = left; child <= left + 1; child += 1) {
        if (child < heap.length && heap[child]!.at < heap[least]!.at) least = child;
      }
      if (least === index) return;
      swap(least, index);
      index = least;
    }
  }

  function drop(): void {
    const last = heap.pop()!;
    if (heap.length === 0) return;
    heap[0] = last;
    sink();
  }

  /** The earliest that still counts. */
  function first(): Due | undefined {
    while (heap.length > 0 && current.get(heap[0]!.id) !== heap[0]) drop();
    return heap[0];
  }

  return {
    set(id: number, at: number): void {
      const due = { id, at };
      current.set(id, due);
      heap.push(due);
      rise(heap.length - 1);
    },
    remove: (id: number): void => void current.delete(id),
    dueAt: (id: number): number | undefined => current.get(id)?.at,
    nextAt: (): number | undefined => first()?.at,
    /** Takes the earliest out where it is due. */
    take(now: number): Due | undefined {
      const due = first();
      if (!due || due.at > now) return undefined;
      drop();
      current.delete(due.id);
      return due;
    },
    ids: (): number[] => [...current.keys()],
    size: (): number => current.size,
  };
}
