import { createHash } from 'node:crypto';
import type { HealthReport, ReportSections } from '../../../../shared/health-report.ts';
import { isoSeconds } from '../../../../shared/identity.ts';
import { reviewCategories } from '../../../../shared/review-rules.ts';
import { escapeHtml as escaped } from '../../platform/escape-html.ts';
import { reportStyle } from './report-style.ts';

/** What the page may do: show itself in its own style. It fetches nothing, runs nothing, and sends nothing. */
const styleHash = createHash('sha256').update(reportStyle).digest('base64');
const ownPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
/** The same of the answer; in a page itself `frame-ancestors` means nothing. */
const reportPolicy = `${ownPolicy}; frame-ancestors 'none'`;

type Known<S> = Extract<S, { status: 'known' }>;

/**
 * The report as a page for people and for paper, and what that page may do. Everything in it that
 * somebody wrote is escaped.
 */
export function reportPage(report: HealthReport): { title: string; html: string; policy: string } {
  const { sections } = report;
  const title = `Health report: ${report.organizationName}, ${report.from} to ${report.to}`;
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
<p>Health report, ${report.from} to ${report.to} (UTC)</p>
</header>
<main>
${sectionOf('Security score', sections.security, securityPart)}
${sectionOf('Tickets', sections.tickets, ticketPart)}
${sectionOf('Uptime', sections.uptime, uptimePart)}
${sectionOf('Vulnerabilities', sections.vulnerabilities, vulnerabilityPart)}
${sectionOf('Breaches', sections.breaches, breachPart)}
${sectionOf('Expiring soon', sections.expiring, expiringPart)}
</main>
<footer>Made ${isoSeconds(report.createdAt)} by ${escaped(report.createdBy)} with Techbench</footer>
</body>
</html>
`;
  return { title, html, policy: reportPolicy };
}

function sectionOf<S extends ReportSections[keyof ReportSections]>(
  heading: string,
  section: S,
  part: (known: Known<S>) => string,
): string {
  if (section.status === 'not_checked') {
    const last = section.lastCheckedAt === null ? '' : ` Last checked ${isoSeconds(section.lastCheckedAt)}.`;
    return `<section><h2>${heading}</h2><p class="unknown">Not checked: ${escaped(section.reason)}${last}</p></section>`;
  }
  const gaps = section.gaps.map((gap) => `<p class="gap">${escaped(gap)}</p>`).join('\n');
  return `<section><h2>${heading}</h2>\n${part(section as Known<S>)}\n${gaps}</section>`;
}

function securityPart({ score, categories }: Known<ReportSections['security']>): string {
  const rows = categories.map((each) => [
    reviewCategories[each.category].name,
    each.score === null ? 'not checked' : String(each.score),
    each.reason ?? (each.issues === 0 ? 'nothing found' : counted(each.issues, 'issue')),
  ]);
  return `${figures([['Score of 100', String(score)]])}\n${table(['Area', 'Score', 'Found'], rows)}`;
}

function ticketPart(known: Known<ReportSections['tickets']>): string {
  const { opened, resolved, openAtEnd, firstResponse, resolution } = known;
  const times = [
    [
      'First response',
      durationText(firstResponse.medianMs),
      durationText(firstResponse.p90Ms),
      firstResponse.count,
    ],
    ['Resolution', durationText(resolution.medianMs), durationText(resolution.p90Ms), resolution.count],
  ].map((row) => row.map(String));
  return `${figures([
    ['Opened', String(opened)],
    ['Resolved', String(resolved)],
    ['Open at the end', String(openAtEnd)],
  ])}\n${table(['Time', 'Median', 'Nine of ten within', 'Tickets'], times)}`;
}

function uptimePart({ monitors, uptime, incidents }: Known<ReportSections['uptime']>): string {
  const rows = monitors.map((each) => [
    each.name,
    percent(each.uptime),
    String(each.incidents),
    each.downMs === 0 ? 'none' : durationText(each.downMs),
  ]);
  return `${figures([
    ['Uptime', percent(uptime)],
    ['Incidents', String(incidents)],
  ])}\n${table(['Monitor', 'Uptime', 'Incidents', 'Down for'], rows)}`;
}

function vulnerabilityPart(known: Known<ReportSections['vulnerabilities']>): string {
  const { open, critical, assets, foundInPeriod, worst } = known;
  return `${figures([
    ['Open', String(open)],
    ['Critical', String(critical)],
    ['Assets', String(assets)],
    ['Found in this time', String(foundInPeriod)],
  ])}\n${table(
    ['CVE', 'What', 'Assets', 'Due'],
    worst.map((each) => [each.cve, each.title, String(each.assets), each.dueDate]),
  )}`;
}

function breachPart({
  addressesChecked,
  addressesBreached,
  found,
}: Known<ReportSections['breaches']>): string {
  return `${figures([
    ['Addresses checked', String(addressesChecked)],
    ['In a breach', String(addressesBreached)],
    ['Found in this time', String(found.length)],
  ])}\n${table(
    ['Address', 'Breach', 'Date'],
    found.map((each) => [each.email, each.breach, each.date ?? 'not known']),
  )}`;
}

const endings = {
  warranty: 'Warranty',
  certificate: 'Certificate',
  domain: 'Domain',
  key: 'API key',
} as const;

function expiringPart({ until, items, entries }: Known<ReportSections['expiring']>): string {
  const rows = items.map(({ what, name, date }) => [endings[what], name, date]);
  const shown = figures([
    [`By ${until}`, String(items.length)],
    ...(entries === null ? [] : [['Logins', String(entries)] as const]),
  ]);
  return `${shown}\n${table(['What', 'Name', 'Ends'], rows)}`;
}

function figures(pairs: readonly (readonly [label: string, value: string])[]): string {
  const each = pairs.map(
    ([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`,
  );
  return `<dl>${each.join('')}</dl>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = heads.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const percent = (share: number | null): string => (share === null ? 'not judged' : `${share} %`);

function durationText(ms: number | null): string {
  if (ms === null) return 'none';
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
