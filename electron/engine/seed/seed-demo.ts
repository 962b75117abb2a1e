import type { TicketStatus } from '../../../shared/ticket.ts';
import { seedEstate, type DeviceFinder, type EstateTarget, type Person } from './seed-estate.ts';
import { sampleReplies, sampleResolutions, sampleTickets } from './sample-tickets.ts';

/** What the sample workspace is written through; the engine hands in the domains' own functions. */
export interface SeedTarget extends EstateTarget {
  addOrganization(input: { name: string; domain: string; phone: string; address: string }): number;
  addTechnician(input: {
    name: string;
    email: string;
    role: 'administrator' | 'technician' | 'read_only';
  }): number;
  categoryId(base: string): number;
  addTicket(ticket: SeedTicket): void;
}

export interface SeedTicket {
  readonly organizationId: number;
  readonly subject: string;
  readonly description: string;
  readonly status: TicketStatus;
  readonly priority: (typeof sampleTickets)[number][3];
  readonly type: (typeof sampleTickets)[number][4];
  readonly categoryId: number;
  readonly assigneeId: number | null;
  readonly requester: string;
  readonly source: 'sample';
  readonly snoozedUntil: number | null;
  readonly resolution: string | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: number | null;
  readonly unread: boolean;
  readonly deviceId: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly messages: readonly {
    readonly sender: 'technician' | 'customer';
    readonly visibility: 'public' | 'internal';
    readonly authorName: string;
    readonly technicianId: number | null;
    readonly text: string;
    readonly createdAt: number;
  }[];
}

const organizations = [
  {
    name: 'Acme Corp',
    code: 'ACME',
    domain: 'acme.example',
    phone: '+1 555 0100',
    address: '12 Foundry Road, Springfield',
  },
  {
    name: 'Demo Corp',
    code: 'DEMO',
    domain: 'demo.example',
    phone: '+1 555 0110',
    address: '400 Harbor Street, Portsmouth',
  },
  {
    name: 'Fabrikam',
    code: 'FAB',
    domain: 'fabrikam.example',
    phone: '+1 555 0120',
    address: '7 Mill Lane, Leeds',
  },
  {
    name: 'Contoso Dental',
    code: 'CON',
    domain: 'contoso.example',
    phone: '+1 555 0130',
    address: '88 Park Avenue, Dayton',
  },
  {
    name: 'Tailspin Logistics',
    code: 'TSL',
    domain: 'tailspin.example',
    phone: '+1 555 0140',
    address: '2 Airport Way, Tulsa',
  },
] as const;

const technicians = [
  { name: 'Jia Wu', email: 'jia.wu@northwind.example', role: 'technician' },
  { name: 'Anton Kovac', email: 'anton.kovac@northwind.example', role: 'technician' },
  { name: 'Maya Okonkwo', email: 'maya.okonkwo@northwind.example', role: 'technician' },
  { name: 'Lars Petersen', email: 'lars.petersen@northwind.example', role: 'administrator' },
  { name: 'Inês Duarte', email: 'ines.duarte@northwind.example', role: 'read_only' },
] as const;

const requesters = [
  'Maria Keller',
  'Tom Brandt',
  'Aisha Rahman',
  'Petra Novak',
  'George Mills',
  'Yuki Tanaka',
] as const;

/** Every state, weighted as a Tuesday morning is: most open, some waiting, a tail of what was done. */
const states: readonly (TicketStatus | 'snoozed')[] = [
  'in_progress', 'open', 'waiting', 'open', 'open', 'resolved', 'open', 'snoozed', 'in_progress', 'closed',
  'open', 'waiting', 'resolved', 'open', 'closed', 'open', 'in_progress', 'resolved', 'snoozed', 'waiting',
]; // prettier-ignore

const minute = 60_000;
const hour = 60 * minute;
const ticketCount = 64;

/** Fills a small MSP that looks lived in. The same data at each call, relative to `now`. */
export function seedDemo(target: SeedTarget, me: { readonly id: number; readonly name: string }): void {
  const clients = organizations.map(({ code, ...input }) => ({ id: target.addOrganization(input), code }));
  const organizationIds = clients.map(({ id }) => id);
  const staff = [
    me,
    ...technicians.map(({ name, email, role }) => ({
      id: target.addTechnician({ name, email, role }),
      name,
    })),
  ];
  const deviceOf = seedEstate(target, clients, staff);
  // Oldest first, so that numbers grow with time.
  for (let index = ticketCount - 1; index >= 0; index -= 1) {
    target.addTicket(sampleTicket(target, index, organizationIds, staff, deviceOf));
  }
}

/** The kind of device that a subject speaks of. */
const spokenOf: readonly (readonly [words: RegExp, type: string])[] = [
  [/printer|scan/i, 'printer'],
  [/vpn|firewall|tunnel/i, 'firewall'],
  [/ups/i, 'ups'],
  [/backup|nas|share/i, 'storage'],
  [/laptop|dock|monitor|teams/i, 'laptop'],
  [/wi-?fi|access point/i, 'access_point'],
  [/switch|port/i, 'switch'],
  [/server|rds|logon/i, 'virtual_machine'],
];

function deviceNamedIn(subject: string, organizationId: number, deviceOf: DeviceFinder): string | null {
  const type = spokenOf.find(([words]) => words.test(subject))?.[1];
  return type === undefined ? null : deviceOf(organizationId, type);
}

function sampleTicket(
  target: SeedTarget,
  index: number,
  organizationIds: readonly number[],
  staff: readonly Person[],
  deviceOf: DeviceFinder,
): SeedTicket {
  const [subject, description, category, priority, type] = sampleTickets[index % sampleTickets.length]!;
  const state = states[index % states.length]!;
  const status = state === 'snoozed' ? 'open' : state;
  const done = status === 'resolved' || status === 'closed';
  const requester = requesters[(index * 5) % requesters.length]!;
  // Only four of the six take tickets; every third open one is still nobody's.
  const technician = staff[index % 4]!;
  const assigned = done || status !== 'open' || index % 3 === 1;
  const createdAt = target.now - Math.round((12 + index * 37 + index * index * 6) * minute);
  const exchanges = status === 'open' && index % 3 === 0 ? 0 : 1 + (index % 4);
  const messages = Array.from({ length: exchanges }, (_, step) => {
    const reply = sampleReplies[(index + step) % sampleReplies.length]!;
    const fromCustomer = step > 0 && step % 2 === 1 && !reply.internal;
    return {
      sender: fromCustomer ? ('customer' as const) : ('technician' as const),
      visibility: reply.internal ? ('internal' as const) : ('public' as const),
      authorName: fromCustomer ? requester : technician.name,
      technicianId: fromCustomer ? null : technician.id,
      text: fromCustomer ? 'It happened again just now. I attached what the screen said.' : reply.text,
      createdAt: Math.min(target.now - minute, createdAt + (step + 1) * 9 * minute),
    };
  });
  const updatedAt = messages.at(-1)?.createdAt ?? createdAt;
  const organizationId = organizationIds[(index * 3) % organizationIds.length]!;
  return {
    organizationId,
    deviceId: deviceNamedIn(subject, organizationId, deviceOf),
    subject: index < sampleTickets.length ? subject : `${subject} (again)`,
    description,
    status,
    priority,
    type,
    categoryId: target.categoryId(category),
    assigneeId: assigned ? technician.id : null,
    requester,
    source: 'sample',
    snoozedUntil: state === 'snoozed' ? target.now + (18 + index) * hour : null,
    resolution: done ? sampleResolutions[index % sampleResolutions.length]! : null,
    resolvedBy: done ? technician.name : null,
    resolvedAt: done ? updatedAt : null,
    unread: status === 'open' && !assigned && index % 2 === 0,
    createdAt,
    updatedAt,
    messages,
  };
}
