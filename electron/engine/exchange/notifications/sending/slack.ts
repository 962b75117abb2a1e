import { isoSeconds } from '../../../../../shared/identity.ts';
import type { Message } from './sender.ts';

/** What one block of text may hold (https://api.slack.com/reference/block-kit/blocks). */
const mostInText = 3000;
const mostInHeader = 150;
const mostItems = 20;

/**
 * An incoming webhook's body. Everything stands in `plain_text`, where Slack reads neither links nor mentions; the
 * fallback for notifications is read as markup, and is escaped as Slack says: `&`, `<` and `>`.
 */
export function slackBody({ subject, text, items }: Message): string {
  const blocks = [
    { type: 'header', text: plain(subject, mostInHeader) },
    { type: 'section', text: plain(text, mostInText) },
    ...items.slice(0, items.length > 1 ? mostItems : 0).map((item) => ({
      type: 'context',
      elements: [
        plain(
          [item.title, item.detail, item.organizationName, isoSeconds(item.at)].filter(Boolean).join(' · '),
          mostInText,
        ),
      ],
    })),
  ];
  return JSON.stringify({ text: escaped(subject), blocks });
}

function plain(text: string, most: number) {
  return {
    type: 'plain_text',
    text: text.length > most ? `${text.slice(0, most - 1)}…` : text,
    emoji: false,
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Slack says `ok`; a proxy's or a portal's page with a 200 is no delivery. */
export function slackRefuses(status: number, text: string): boolean {
  return status === 200 && text !== 'ok';
}
