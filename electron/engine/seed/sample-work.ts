import type { ProjectStatus } from '../../../shared/project.ts';
import type { TaskStatus } from '../../../shared/task.ts';
import type { TicketPriority } from '../../../shared/ticket.ts';

export type SampleTask = readonly [
  title: string,
  status: TaskStatus,
  priority: TicketPriority,
  description?: string,
];

export interface SampleProject {
  readonly name: string;
  readonly description: string;
  readonly status: ProjectStatus;
  /** Which of the sample clients it is for. */
  readonly client: number;
  /** Days from now. */
  readonly starts: number;
  readonly due: number;
  readonly tasks: readonly SampleTask[];
}

export const sampleProjects: readonly SampleProject[] = [
  {
    name: 'Office move to the 3rd floor',
    description: 'Twenty-two seats, the comms room and two printers move over one weekend.',
    status: 'active',
    client: 3,
    starts: -18,
    due: 12,
    tasks: [
      ['Survey of the new floor', 'done', 'medium', 'Outlets, patch panel, Wi-Fi heat map.'],
      ['Order a second uplink', 'done', 'high'],
      ['Label and photograph every desk', 'in_progress', 'medium'],
      [
        'Mount access points',
        'blocked',
        'medium',
        'The ceiling is not closed yet; the builder says Wednesday.',
      ],
      ['Move firewall and switch', 'todo', 'critical', 'Saturday after 18:00, with a roll-back by 22:00.'],
      ['Reconnect printers and scan to mail', 'todo', 'medium'],
      ['Walk the floor on Monday at 7:30', 'todo', 'high'],
    ],
  },
  {
    name: 'Windows 11 rollout',
    description: 'Forty-one machines; nine are too old and are replaced.',
    status: 'active',
    client: 0,
    starts: -40,
    due: 30,
    tasks: [
      ['Inventory of what can be upgraded', 'done', 'high'],
      [
        'Pilot with accounting',
        'done',
        'high',
        'Five machines for two weeks: no trouble but the card reader.',
      ],
      ['New driver for the card reader', 'in_progress', 'high'],
      ['Order nine laptops', 'in_progress', 'medium'],
      ['Wave 1: office', 'todo', 'medium'],
      ['Wave 2: workshop', 'todo', 'medium', 'Not on Fridays: inventory.'],
      ['Retire the old image', 'todo', 'low'],
    ],
  },
  {
    name: 'Warehouse Wi-Fi',
    description: 'Handhelds lose the connection between the aisles. Survey first, then an offer.',
    status: 'planned',
    client: 4,
    starts: 14,
    due: 60,
    tasks: [
      ['Survey with loaded shelves', 'todo', 'medium'],
      ['Offer', 'todo', 'low'],
    ],
  },
];

export type SampleArticle = readonly [
  title: string,
  category: string,
  tags: readonly string[],
  body: string,
  status?: 'draft',
];

export const sampleArticles: readonly SampleArticle[] = [
  [
    'VPN drops: what to check, in this order',
    'Network',
    ['vpn', 'firewall'],
    `Most reports come from three causes.

1. **Idle timeout on the firewall.** FortiGate: \`config vpn ssl settings\`, then \`set idle-timeout 0\`.
2. **Wi-Fi power saving** on the laptop: turn it off for the adapter and try again on a cable.
3. **Split DNS**: \`nslookup dc01\` must answer from the tunnel.

If all of these are fine, collect a log with the client's *Diagnostic* button and attach it to the ticket.`,
  ],
  [
    'New starter: accounts, licences, laptop',
    'Onboarding',
    ['onboarding', 'licences'],
    `Two working days before the first day:

- [ ] Account from the template of the department
- [ ] Business Premium licence
- [ ] Laptop from stock, enrolled, BitLocker key escrowed
- [ ] Door card with the office manager

On the day: sign in together, set up the authenticator app, print a test page.`,
  ],
  [
    'Printer offline on a print server',
    'Printing',
    ['printer'],
    `## First
\`Restart-Service Spooler\` on the print server, then look at the queue.

## Still offline
| sign | cause |
| --- | --- |
| port shows *WSD* | re-add it as a TCP/IP port |
| SNMP status enabled | untick it on the port |
| address answers, jobs stay | renew the driver |`,
  ],
  [
    'Restore a single file from the NAS',
    'Backup',
    ['backup', 'synology'],
    `Open **Snapshot Replication**, choose the share and the snapshot before the loss, and copy the file to
a folder *beside* the original. Never restore over it: the user compares first.`,
  ],
  [
    'Phishing reported: the first thirty minutes',
    'Security',
    ['phishing', 'incident'],
    `> Nobody is in trouble for reporting late. Say so first.

1. Find every recipient with a message trace.
2. Purge the message from all mailboxes.
3. For those who entered a password: reset it, revoke sessions, review sign-ins and mailbox rules.
4. Write times into the ticket as you go.`,
  ],
  [
    'Who to call at the internet providers',
    'Contacts',
    ['provider', 'outage'],
    `Have the circuit number ready (custom field *circuit* of the firewall).

- **Outage**: the business line answers around the clock.
- **Planned work** is announced by mail to the service desk; set up a maintenance window at once.`,
  ],
  [
    'Monthly patch night',
    'Operations',
    ['patching'],
    `Second Thursday, 20:00 to 23:00. Domain controllers one after the other, hosts last.
Snapshots go on Friday at noon.`,
    'draft',
  ],
];
