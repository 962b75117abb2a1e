import { momentTime } from '../../lib/format.ts';

const hourMs = 3_600_000;

/** Times that something may be quiet until: hours from now, and eight in the morning of the next day. */
export function laterTimes(
  now: number,
): { readonly id: string; readonly label: string; readonly at: number }[] {
  const hours = [1, 4, 8].map((count) => {
    const at = now + count * hourMs;
    return {
      id: `${count}h`,
      at,
      label: `${count === 1 ? '1 hour' : `${count} hours`}, ${momentTime(at, now)}`,
    };
  });
  const date = new Date(now);
  const tomorrow = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 8).getTime();
  return [...hours, { id: 'tomorrow', label: 'tomorrow, 08:00', at: tomorrow }];
}
