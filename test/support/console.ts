import { after } from 'node:test';
import type { Page } from 'playwright';
import type { TicketRow } from '../../shared/ticket.ts';
import { becomes, eventually } from './patience.ts';
import { settled } from './settled-page.ts';
import { launchTechbench, type LaunchOptions, type TechbenchWindow } from './techbench-window.ts';

/** The console as a technician at the keyboard has it. */
export interface Console extends TechbenchWindow {
  /** Presses keys one after the other, as a person does: the next one when the last has been drawn. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Waits until a text stands on the screen. */
  sees(text: string | RegExp): Promise<void>;
  /** Title of the dialog that is open, null while there is none. */
  dialog(): Promise<string | null>;
  /** Subjects of the rows on screen, top to bottom. */
  subjects(): Promise<string[]>;
  /** Subject of the row under the cursor. */
  current(): Promise<string | null>;
  /** Subject of the open ticket, null while the pane is closed. */
  opened(): Promise<string | null>;
  toast(): Promise<string>;
  /** Waits until what is read is what is wanted. */
  becomes<T>(read: () => Promise<T>, wanted: T, what: string): Promise<void>;
  ticket(id: number): Promise<TicketRow>;
  /** Waits until what was typed has reached the disk. */
  keeps(text: string): Promise<void>;
}

const text = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? null, selector);

export function atConsole(techbench: TechbenchWindow): Console {
  const { page } = techbench;
  const cells = (selector: string) =>
    page.evaluate(
      (wanted) =>
        [...document.querySelectorAll<HTMLElement>(wanted)]
          .toSorted((a, b) => Number(a.dataset['index']) - Number(b.dataset['index']))
          .map((row) => row.querySelector('[title][class*=subject]')?.getAttribute('title') ?? ''),
      selector,
    );
  return {
    ...techbench,
    async press(...keys) {
      for (const key of keys) {
        await page.keyboard.press(key);
        await settled(page);
      }
    },
    type: (words) => page.keyboard.type(words),
    sees: (words) => page.getByText(words).first().waitFor(),
    dialog: () => text(page, 'dialog:modal h2'),
    subjects: () => cells('[role=grid] [data-index]'),
    current: async () => (await cells('[role=grid] [data-index][aria-current=true]'))[0] ?? null,
    opened: () => text(page, '#ticket-detail h2'),
    toast: async () => (await text(page, '[aria-live=polite][aria-atomic=true]')) ?? '',
    becomes,
    ticket: (id) => techbench.call<TicketRow>('tickets.get', { id }),
    keeps: (words) =>
      eventually(
        async () =>
          (await techbench.call<{ text: string }[]>('drafts.list')).some(({ text: kept }) =>
            kept.includes(words),
          ),
        `${words} is kept`,
      ),
  };
}

/** The whole of an e2e file's opening: a furnished desk in a window that is closed after the file's last test. */
export async function openConsole(count: number, options: LaunchOptions = {}) {
  const opened = await startConsole(count, options);
  after(() => opened.seat.close());
  return opened;
}

export interface Desk {
  readonly me: number;
  readonly colleague: number;
  readonly organizations: readonly number[];
  /** Ids of the tickets, oldest first; their subjects are `Case 1`, `Case 2`, … */
  readonly tickets: readonly number[];
}

/** A workspace with a colleague, two clients and `count` open tickets, made through the window's own bridge. */
export async function furnish(techbench: TechbenchWindow, count: number): Promise<Desk> {
  const { call } = techbench;
  const workspace = await call<{ me: { id: number } }>('workspace.setUp', {
    organizationName: 'Northwind MSP',
    technicianName: 'Anton Kovac',
    technicianEmail: 'anton@northwind.example',
  });
  const colleague = await call<{ id: number }>('technicians.create', {
    name: 'Jia Wu',
    email: 'jia@northwind.example',
  });
  const organizations: number[] = [];
  for (const name of ['Acme Corp', 'Demo Corp']) {
    organizations.push((await call<{ id: number }>('organizations.create', { name })).id);
  }
  const tickets: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { ticket } = await call<{ ticket: TicketRow }>('tickets.create', {
      subject: `Case ${number}`,
      description: `What happened in case ${number}`,
      organizationId: organizations[number % 2],
      requester: 'Maria Keller',
    });
    tickets.push(ticket.id);
  }
  return { me: workspace.me.id, colleague: colleague.id, organizations, tickets };
}

/** A furnished desk in a real window, the newest ticket under the cursor and open. */
export async function startConsole(count: number, options: LaunchOptions = {}) {
  const techbench = await launchTechbench({ size: { width: 1280, height: 800 }, ...options });
  const desk = await furnish(techbench, count);
  const seat = atConsole(techbench);
  await goHome(seat);
  await seat.becomes(seat.current, `Case ${count}`, 'the newest ticket is under the cursor');
  return { seat, desk };
}

/** Loads the window afresh on the inbox. */
export async function goHome({ page }: TechbenchWindow): Promise<void> {
  await page.evaluate(() => {
    sessionStorage.clear();
    history.replaceState(null, '', location.pathname);
    // What the page that goes may still want to remember of its place would be read by the one that comes.
    history.replaceState = () => undefined;
    Storage.prototype.setItem = () => undefined;
    location.reload();
  });
  await page.waitForSelector('[role=grid]:not([aria-busy])');
}
