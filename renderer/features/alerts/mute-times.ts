const hourMs = 3_600_000;

export interface MuteTime {
  readonly id: string;
  readonly label: string;
  /** Epoch ms. */
  readonly until: number;
}

/** The times that are offered for silence, the soonest first. Tomorrow is eight in the morning, by the local clock. */
export function muteTimes(now: number): MuteTime[] {
  const date = new Date(now);
  const tomorrow = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 8).getTime();
  return [
    { id: 'hour', label: 'For one hour', until: now + hourMs },
    { id: 'four-hours', label: 'For four hours', until: now + 4 * hourMs },
    { id: 'eight-hours', label: 'For eight hours', until: now + 8 * hourMs },
    { id: 'tomorrow', label: 'Until tomorrow', until: tomorrow },
  ].toSorted((a, b) => a.until - b.until);
}
