/** A whole number from 0 to `bound` - 1, each as likely as any other. `bound` is at most 2^16. */
export function randomBelow(bound: number): number {
  // Numbers of the last, incomplete round would come up more often: they are drawn again.
  const end = 0x1_0000 - (0x1_0000 % bound);
  const drawn = new Uint16Array(1);
  do crypto.getRandomValues(drawn);
  while (drawn[0]! >= end);
  return drawn[0]! % bound;
}

export function randomOf<T>(choices: readonly T[]): T {
  return choices[randomBelow(choices.length)]!;
}

/** In a random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = randomBelow(at + 1);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}
