import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'node:test';
import { createDesktopSender } from '../../../../electron/engine/exchange/notifications/sending/desktop.ts';
import { notificationHtml } from '../../../../electron/engine/exchange/notifications/sending/html.ts';
import { plainWords } from '../../../../electron/engine/exchange/notifications/sending/post.ts';
import type { Message } from '../../../../electron/engine/exchange/notifications/sending/sender.ts';
import { slackBody } from '../../../../electron/engine/exchange/notifications/sending/slack.ts';
import { teamsBody } from '../../../../electron/engine/exchange/notifications/sending/teams.ts';
import { compose } from '../../../../electron/engine/exchange/notifications/rules/compose.ts';
import { notificationSubject } from '../../../../shared/notification.ts';
import type { PushEvent } from '../../../../shared/events.ts';

const item = { title: 'T', detail: 'D', organizationName: 'Acme', severity: null, at: 0, link: '/alerts/1' };
const message = (more: Partial<Message> = {}): Message => ({
  id: 'msg_1',
  subject: 'Down',
  text: 'FS01',
  severity: 'critical',
  items: [],
  at: 0,
  organization: { id: 2, name: 'Acme' },
  ...more,
});
/** What people and vendors write, hostile or not. */
const anything = fc.string({ unit: 'binary', maxLength: 300 });

describe('what a message becomes', () => {
  it('for mail: a page in which nothing that was written is markup', () => {
    fc.assert(
      fc.property(anything, anything, anything, (subject, text, title) => {
        const written = notificationHtml(
          message({ subject, text, items: [item, { ...item, title }], organization: { id: 2, name: title } }),
        );
        const plain = notificationHtml(message({ items: [item, item] }));
        const tags = (html: string) => new Set(html.match(/<\/?[a-z!][a-z0-9]*/gi));
        const known = new Set([...tags(plain), '<br', '<p', '</p']);
        for (const tag of tags(written)) assert.ok(known.has(tag), tag);
        assert.equal(/\son\w+\s*=\s*["']/.test(written), false);
      }),
    );
  });

  it('for Slack: text that holds neither mentions nor links, within its limits', () => {
    fc.assert(
      fc.property(anything, fc.string({ maxLength: 20_000 }), (subject, text) => {
        const body = JSON.parse(slackBody(message({ subject, text: `<!channel> ${text}` }))) as {
          text: string;
          blocks: { text: { type: string; text: string } }[];
        };
        assert.equal(/[<>]/.test(body.text), false);
        for (const { text: part } of body.blocks) assert.equal(part.type, 'plain_text');
        assert.ok(body.blocks[0]!.text.text.length <= 150);
        assert.ok(body.blocks[1]!.text.text.length <= 3000);
      }),
    );
  });

  it('for Teams: one adaptive card of text runs, in which no Markdown is read', () => {
    const body = JSON.parse(
      teamsBody(message({ text: 'One\n\n[link](https://evil.example)', items: [item, item] })),
    );
    const [{ contentType, content }] = body.attachments;
    assert.equal(contentType, 'application/vnd.microsoft.card.adaptive');
    assert.deepEqual([content.type, content.version], ['AdaptiveCard', '1.4']);
    for (const { type, inlines } of content.body) {
      assert.equal(type, 'RichTextBlock');
      for (const run of inlines) assert.equal(run.type, 'TextRun');
    }
    assert.equal(content.body.length, 5);
  });

  it('for the desktop: a notice for the console, and a refusal where there is none', async () => {
    const pushed: PushEvent[] = [];
    const push = (event: PushEvent): void => void pushed.push(event);
    const job = {
      settings: { kind: 'desktop' as const },
      secrets: { secret: undefined, signing: undefined },
      recipients: [],
      message: message({ items: [item] }),
      signal: new AbortController().signal,
    };
    assert.equal((await createDesktopSender({ push, hasConsole: true })(job)).outcome, 'sent');
    assert.deepEqual(pushed, [
      { type: 'notice', notice: { id: 'msg_1', title: 'Down', body: 'FS01', link: '/alerts/1' } },
    ]);
    assert.equal((await createDesktopSender({ push, hasConsole: false })(job)).outcome, 'refused');
    assert.equal(pushed.length, 1);
  });

  it('of many happenings: one subject that is a line, whatever they are called', () => {
    const told = fc.record({
      organizationId: fc.integer({ min: 1, max: 3 }),
      severity: fc.constantFrom('critical', 'warning', 'info', null),
      title: anything.map((text) => `x${text}`),
      detail: anything,
    });
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 5 }), fc.nat(5000), (items, minutes) => {
        const made = compose(items, minutes, () => 'Acme');
        assert.equal(/[\p{Cc}\u2028\u2029]/u.test(made.subject), false);
        assert.ok(made.subject.length < 300);
        assert.equal(notificationSubject.safeParse(made.subject.slice(0, 200)).success, true);
        assert.notEqual(made.message.trim(), '');
      }),
    );
  });

  it('and what the far side said: one line of text, and no page', () => {
    assert.equal(plainWords('no_service\r\n\u0000'), 'no_service');
    assert.equal(plainWords('  <!doctype html><p>Log in'), 'a page that is made for people');
  });
});
