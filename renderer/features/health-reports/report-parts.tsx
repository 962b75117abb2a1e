import type { ReactNode } from 'react';
import type { ReportSections } from '../../../shared/health-report.ts';
import { reviewCategories } from '../../../shared/review-rules.ts';
import { Time } from '../../components/time.tsx';
import { plural } from '../../lib/format.ts';
import { durationText, endingLabels, percentText } from './report-words.ts';
import styles from './health-reports.module.css';

type Known<N extends keyof ReportSections> = Extract<ReportSections[N], { status: 'known' }>;

interface SectionProps<N extends keyof ReportSections> {
  title: string;
  section: ReportSections[N];
  children: (known: Known<N>) => ReactNode;
}

/** A part of a report: its figures, or why there are none. */
function Section<N extends keyof ReportSections>({ title, section, children }: SectionProps<N>) {
  return (
    <section className={styles['section']} aria-label={title}>
      <h3>{title}</h3>
      {section.status === 'not_checked' ? (
        <p className={styles['unknown']}>
          Not checked: {section.reason}{' '}
          {section.lastCheckedAt !== null && (
            <>
              Last checked <Time at={section.lastCheckedAt} form="moment" />.
            </>
          )}
        </p>
      ) : (
        <>
          {children(section as Known<N>)}
          {section.gaps.map((gap) => (
            <p key={gap} className={styles['gap']}>
              {gap}
            </p>
          ))}
        </>
      )}
    </section>
  );
}

function Figures({ pairs }: { pairs: readonly (readonly [string, string | number])[] }) {
  return (
    <dl className={styles['figures']}>
      {pairs.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Table({
  heads,
  rows,
}: {
  heads: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}) {
  if (rows.length === 0) return null;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={`${at}-${row[0]}`}>
            {row.map((cell, column) => (
              <td key={heads[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** All parts of a report, as its page has them. */
export function ReportParts({ sections }: { sections: ReportSections }) {
  return (
    <>
      <Section<'security'> title="Security score" section={sections.security}>
        {({ score, categories }) => (
          <>
            <Figures pairs={[['Score of 100', score]]} />
            <Table
              heads={['Area', 'Score', 'Found']}
              rows={categories.map((each) => [
                reviewCategories[each.category].name,
                each.score ?? 'not checked',
                each.reason ?? (each.issues === 0 ? 'nothing' : plural(each.issues, 'issue')),
              ])}
            />
          </>
        )}
      </Section>
      <Section<'tickets'> title="Tickets" section={sections.tickets}>
        {({ opened, resolved, openAtEnd, firstResponse, resolution }) => (
          <>
            <Figures
              pairs={[
                ['Opened', opened],
                ['Resolved', resolved],
                ['Open at the end', openAtEnd],
              ]}
            />
            <Table
              heads={['Time', 'Median', 'Nine of ten within', 'Tickets']}
              rows={[
                [
                  'First response',
                  durationText(firstResponse.medianMs),
                  durationText(firstResponse.p90Ms),
                  firstResponse.count,
                ],
                [
                  'Resolution',
                  durationText(resolution.medianMs),
                  durationText(resolution.p90Ms),
                  resolution.count,
                ],
              ]}
            />
          </>
        )}
      </Section>
      <Section<'uptime'> title="Uptime" section={sections.uptime}>
        {({ uptime, incidents, monitors }) => (
          <>
            <Figures
              pairs={[
                ['Uptime', percentText(uptime)],
                ['Incidents', incidents],
              ]}
            />
            <Table
              heads={['Monitor', 'Uptime', 'Incidents', 'Down for']}
              rows={monitors.map((each) => [
                each.name,
                percentText(each.uptime),
                each.incidents,
                each.downMs === 0 ? '—' : durationText(each.downMs),
              ])}
            />
          </>
        )}
      </Section>
      <Section<'vulnerabilities'> title="Vulnerabilities" section={sections.vulnerabilities}>
        {({ open, critical, assets, foundInPeriod, worst }) => (
          <>
            <Figures
              pairs={[
                ['Open', open],
                ['Critical', critical],
                ['Assets', assets],
                ['Found in this time', foundInPeriod],
              ]}
            />
            <Table
              heads={['CVE', 'What', 'Assets', 'Due']}
              rows={worst.map((each) => [each.cve, each.title, each.assets, each.dueDate])}
            />
          </>
        )}
      </Section>
      <Section<'breaches'> title="Breaches" section={sections.breaches}>
        {({ addressesChecked, addressesBreached, found }) => (
          <>
            <Figures
              pairs={[
                ['Addresses checked', addressesChecked],
                ['In a breach', addressesBreached],
                ['Found in this time', found.length],
              ]}
            />
            <Table
              heads={['Address', 'Breach', 'Date']}
              rows={found.map((each) => [each.email, each.breach, each.date ?? 'not known'])}
            />
          </>
        )}
      </Section>
      <Section<'expiring'> title="Expiring soon" section={sections.expiring}>
        {({ until, items, entries }) => (
          <>
            <Figures
              pairs={[
                [`By ${until}`, items.length],
                ...(entries === null ? [] : [['Logins', entries] as const]),
              ]}
            />
            <Table
              heads={['What', 'Name', 'Ends']}
              rows={items.map(({ what, name, date }) => [endingLabels[what], name, date])}
            />
          </>
        )}
      </Section>
    </>
  );
}
