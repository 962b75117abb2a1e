import { createHash } from 'node:crypto';
import type { HealthReport } from '../../../../shared/health-report.ts';
import { momentText, periodText } from '../../../../shared/day-words.ts';
import { reportParts, staysWhole, type ReportPart } from '../../../../shared/report-outline.ts';
import { escapeHtml as escaped } from '../../platform/escape-html.ts';
import { reportStyle } from './report-style.ts';

/** What the page may do: show itself in its own style. It fetches nothing, runs nothing, and sends nothing. */
const styleHash = createHash('sha256').update(reportStyle).digest('base64');
const ownPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
/** The same of the answer; in a page itself `frame-ancestors` means nothing. */
const reportPolicy = `${ownPolicy}; frame-ancestors 'none'`;

/**
 * The report as a page for people and for paper, and what that page may do. Everything in it that
 * somebody wrote is escaped.
 */
export function reportPage(report: HealthReport): { title: string; html: string; policy: string } {
  const period = periodText(report.from, report.to);
  const title = `Health report: ${report.organizationName}, ${period}`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(ownPolicy)}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>${escaped(report.organizationName)}</h1>
<p>Health report, ${period} (UTC)</p>
</header>
<main>
${reportParts(report).map(sectionOf).join('\n')}
</main>
<footer>Made ${momentText(report.createdAt)} by ${escaped(report.createdBy)} with Techbench</footer>
</body>
</html>
`;
  return { title, html, policy: reportPolicy };
}

function sectionOf(part: ReportPart): string {
  const heading = `<h2>${escaped(part.title)}</h2>`;
  if (part.status === 'not_checked') {
    const last = part.lastCheckedAt === null ? '' : ` Last checked ${momentText(part.lastCheckedAt)}.`;
    return `<section>${heading}<p class="unknown">Not checked: ${escaped(part.reason)}${last}</p></section>`;
  }
  const gaps = part.gaps.map((gap) => `<p class="gap">${escaped(gap)}</p>`).join('\n');
  return `<section>${heading}\n${figures(part.figures)}\n${table(part.table)}\n${gaps}</section>`;
}

function figures(pairs: readonly (readonly [label: string, value: string])[]): string {
  const each = pairs.map(
    ([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`,
  );
  return `<dl>${each.join('')}</dl>`;
}

const cellOf = (cell: string): string =>
  `<td${staysWhole(cell) ? ' class="whole"' : ''}>${escaped(cell)}</td>`;

function table({ heads, rows }: Extract<ReportPart, { status: 'known' }>['table']): string {
  if (rows.length === 0) return '';
  const head = heads.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cellOf).join('')}</tr>`);
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}
