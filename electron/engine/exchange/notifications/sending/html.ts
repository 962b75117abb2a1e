import type { AlertSeverity } from '../../../../../shared/alert.ts';
import { isoSeconds } from '../../../../../shared/identity.ts';
import { escapeHtml as escaped } from '../../../platform/escape-html.ts';
import type { Message } from './sender.ts';

const accents: Record<AlertSeverity, string> = { critical: '#c62a2f', warning: '#ad5700', info: '#3358d4' };

/**
 * The page of a mail. Everything that somebody wrote is escaped, and nothing in it is fetched: no picture, no style
 * sheet, no script. Styles stand on the elements, because mail programs drop all others.
 */
export function notificationHtml({ subject, text, severity, items, organization }: Message): string {
  const accent = accents[severity ?? 'info'];
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 12px">${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  const rows = items
    .slice(0, items.length > 1 ? items.length : 0)
    .map(
      ({ title, detail, organizationName, at }) =>
        `<tr><td style="padding:6px 12px 6px 0;border-top:1px solid #e0e1e6;vertical-align:top"><b>${escaped(title)}</b>${
          detail === '' ? '' : `<br>${escaped(detail)}`
        }</td><td style="padding:6px 0;border-top:1px solid #e0e1e6;vertical-align:top;color:#60646c;white-space:nowrap">${escaped(
          organizationName,
        )}<br>${isoSeconds(at)}</td></tr>`,
    )
    .join('\n');
  const table =
    rows === ''
      ? ''
      : `<table role="presentation" style="border-collapse:collapse;width:100%">\n${rows}\n</table>\n`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f9f9fb;color:#1c2024;font:15px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:600px;margin:0 auto;padding:20px 24px;background:#fff;border:1px solid #e0e1e6;border-top:3px solid ${accent};border-radius:6px">
<h1 style="margin:0 0 12px;font-size:18px;line-height:1.3">${escaped(subject)}</h1>
${paragraphs}
${table}<p style="margin:16px 0 0;color:#60646c;font-size:13px">${escaped(organization.name)} · sent by Techbench</p>
</div>
</body>
</html>
`;
}
