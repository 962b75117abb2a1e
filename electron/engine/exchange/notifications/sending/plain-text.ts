import { isoSeconds } from '../../../../../shared/identity.ts';
import type { Message } from './sender.ts';

/** The part of a mail for programs that show text only. */
export function notificationText({ text, items, organization }: Message): string {
  const lines = items
    .slice(0, items.length > 1 ? items.length : 0)
    .map(({ title, detail, organizationName, at }) =>
      [`- ${title}`, detail, organizationName, isoSeconds(at)].filter(Boolean).join('\n  '),
    );
  return [text, ...lines, `-- \n${organization.name}, sent by Techbench`].join('\n\n');
}
