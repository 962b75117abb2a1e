import { isoSeconds } from '../../../../../shared/identity.ts';
import type { Message } from './sender.ts';

const mostItems = 20;
const colors = { critical: 'Attention', warning: 'Warning', info: 'Default' } as const;

/**
 * What a Teams workflow ("When a Teams webhook request is received") takes: a message with one adaptive card. The
 * connectors of Office 365, which took message cards, are switched off. Texts stand in text runs, because a text
 * block would read Markdown in them; 1.4 is the newest schema that every Teams client draws.
 */
export function teamsBody({ subject, text, severity, items }: Message): string {
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      runs([{ text: subject, weight: 'Bolder', size: 'Medium', color: colors[severity ?? 'info'] }]),
      ...text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [runs([{ text: line }])])),
      ...items.slice(0, items.length > 1 ? mostItems : 0).map((item) =>
        runs([
          { text: item.title, weight: 'Bolder' },
          {
            text: ` ${[item.detail, item.organizationName, isoSeconds(item.at)].filter(Boolean).join(' · ')}`,
          },
        ]),
      ),
    ],
    msteams: { width: 'Full' },
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return JSON.stringify({ type: 'message', attachments: [{ contentType, contentUrl: null, content: card }] });
}

interface Run {
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Medium';
  readonly color?: string;
}

function runs(inlines: readonly Run[]) {
  return { type: 'RichTextBlock', inlines: inlines.map((run) => ({ type: 'TextRun', ...run })) };
}
