import type { z } from 'zod';
import type { newMaintenanceWindow } from '../../../shared/maintenance.ts';

export interface SampleWindow extends Omit<z.input<typeof newMaintenanceWindow>, 'organizationId'> {
  /** The client's name. */
  readonly client: string;
}

const hourMs = 3_600_000;

/** Work at the sample's clients that was announced: every week, once a month, and once. */
export function sampleWindows(now: number): SampleWindow[] {
  const soon = Math.ceil(now / (24 * hourMs)) * 24 * hourMs + 20 * hourMs;
  return [
    {
      client: 'Acme Corp',
      name: 'Patch night',
      schedule: { kind: 'recurring', weekdays: [2], monthDays: [], at: '22:00', minutes: 180 },
      groupNames: ['Servers'],
      notes: 'Servers restart one after the other; users are told by mail on Monday.',
    },
    {
      client: 'Contoso Dental',
      name: 'Backup test of the practice',
      schedule: { kind: 'cron', expression: '0 19 1 * *', minutes: 120 },
    },
    {
      client: 'Demo Corp',
      name: 'New firewall',
      schedule: { kind: 'once', from: soon, to: soon + 4 * hourMs },
      notes: 'Everything behind it is away for a few minutes at a time.',
    },
  ];
}
