import { dayText } from './day-words.ts';
import type { Durations, HealthReport, ReportSections } from './health-report.ts';
import { reviewCategories } from './review-rules.ts';

/** A part of a report as it is read: the console, the page and the PDF all show this and nothing else. */
export type ReportPart = { readonly title: string } & (
  | { readonly status: 'not_checked'; readonly reason: string; readonly lastCheckedAt: number | null }
  | {
      readonly status: 'known';
      readonly figures: readonly (readonly [label: string, value: string])[];
      readonly table: {
        readonly heads: readonly string[];
        readonly rows: readonly (readonly string[])[];
      };
      /** What it could not tell, in words. */
      readonly gaps: readonly string[];
    }
);

type Known<S extends keyof ReportSections> = Extract<ReportSections[S], { status: 'known' }>;
type Words = Pick<Extract<ReportPart, { status: 'known' }>, 'figures' | 'table'>;

/** Each part in the order in which it is read: how the client stands first, what is to be done last. */
const parts: { readonly [S in keyof ReportSections]: readonly [string, (known: Known<S>) => Words] } = {
  security: [
    'Security score',
    ({ score, categories }) => ({
      figures: [['Score of 100', String(score)]],
      table: {
        heads: ['Area', 'Score', 'Found'],
        rows: categories.map((each) => [
          reviewCategories[each.category].name,
          each.score === null ? 'not checked' : String(each.score),
          each.reason ?? (each.issues === 0 ? 'nothing' : counted(each.issues, 'issue')),
        ]),
      },
    }),
  ],
  tickets: [
    'Tickets',
    ({ opened, resolved, openAtEnd, firstResponse, resolution }) => ({
      figures: [
        ['Opened', String(opened)],
        ['Resolved', String(resolved)],
        ['Open at the end', String(openAtEnd)],
      ],
      table: {
        heads: ['Time', 'Median', 'Nine of ten within', 'Tickets'],
        rows: [timesOf('First response', firstResponse), timesOf('Resolution', resolution)],
      },
    }),
  ],
  uptime: [
    'Uptime',
    ({ monitors, uptime, incidents }) => ({
      figures: [
        ['Uptime', percent(uptime)],
        ['Incidents', String(incidents)],
      ],
      table: {
        heads: ['Monitor', 'Uptime', 'Incidents', 'Down for'],
        rows: monitors.map((each) => [
          each.name,
          percent(each.uptime),
          String(each.incidents),
          durationText(each.downMs === 0 ? null : each.downMs),
        ]),
      },
    }),
  ],
  vulnerabilities: [
    'Vulnerabilities',
    ({ open, critical, assets, foundInPeriod, worst }) => ({
      figures: [
        ['Open', String(open)],
        ['Critical', String(critical)],
        ['Assets', String(assets)],
        ['Found in this time', String(foundInPeriod)],
      ],
      table: {
        heads: ['CVE', 'What', 'Assets', 'Due'],
        rows: worst.map((each) => [each.cve, each.title, String(each.assets), dayText(each.dueDate)]),
      },
    }),
  ],
  breaches: [
    'Breaches',
    ({ addressesChecked, addressesBreached, found, foundInPeriod = found.length }) => ({
      figures: [
        ['Addresses checked', String(addressesChecked)],
        ['In a breach', String(addressesBreached)],
        ['Found in this time', String(foundInPeriod)],
      ],
      table: {
        heads: ['Address', 'Breach', 'Date'],
        rows: found.map((each) => [
          each.email,
          each.breach,
          each.date === null ? 'not known' : dayText(each.date),
        ]),
      },
    }),
  ],
  expiring: [
    'Expiring soon',
    ({ until, items, entries, total = items.length }) => ({
      figures: [
        [`By ${dayText(until)}`, String(total)],
        ...(entries === null ? [] : [['Logins', String(entries)] as const]),
      ],
      table: {
        heads: ['What', 'Name', 'Ends'],
        rows: items.map(({ what, name, date }) => [endings[what], name, dayText(date)]),
      },
    }),
  ],
};

const endings = {
  warranty: 'Warranty',
  certificate: 'Certificate',
  domain: 'Domain',
  key: 'API key',
} as const;

/** Days and numbers of CVEs stay on one line, however narrow their column is. */
export const staysWhole = (cell: string): boolean =>
  /^(?:CVE-\d{4}-\d+|[A-Z][a-z]{2} \d{1,2}, \d{4})$/.test(cell);

/** What a report says, part by part, in words. */
export function reportParts({ sections }: Pick<HealthReport, 'sections'>): ReportPart[] {
  return (Object.keys(parts) as (keyof ReportSections)[]).map((name) => partOf(name, sections));
}

function partOf<S extends keyof ReportSections>(name: S, sections: ReportSections): ReportPart {
  const [title, words] = parts[name];
  const section: ReportSections[keyof ReportSections] = sections[name];
  if (section.status === 'not_checked') {
    const { status, reason, lastCheckedAt } = section;
    return { title, status, reason, lastCheckedAt };
  }
  return { title, status: 'known', ...words(section as Known<S>), gaps: section.gaps };
}

const timesOf = (what: string, { medianMs, p90Ms, count }: Durations): string[] => [
  what,
  durationText(medianMs),
  durationText(p90Ms),
  String(count),
];

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const percent = (share: number | null): string => (share === null ? 'not judged' : `${share} %`);

/** `4 h 20 min`; a dash where there was none. */
function durationText(ms: number | null): string {
  if (ms === null) return '—';
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
