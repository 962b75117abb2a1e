import type { HealthCounts, VaultHealth } from '../../../shared/entries-contract.ts';
import type { HealthIssue } from '../../../shared/entry.ts';
import { numberCell, RecordTable, wideOnly } from '../../components/record-table.tsx';
import { cx } from '../../lib/class-names.ts';
import { numberText } from '../../lib/format.ts';
import styles from './health.module.css';
import { showIssue } from './show-issue.ts';

/** Name, figure, what it leads to, and whether it leaves a narrow window. */
const columns: readonly (readonly [string, keyof HealthCounts, HealthIssue | null, boolean?])[] = [
  ['Passwords', 'passwords', null],
  ['Weak', 'weak', 'weak'],
  ['Shared', 'reused', 'reused'],
  ['Breached', 'breached', 'breached'],
  ['No second factor', 'noSecondFactor', 'no_second_factor'],
  ['Old', 'old', 'old', true],
  ['Expired', 'expired', 'expired', true],
];

/** The same by client: the one with most to do first. */
export function OrganizationHealth({
  health,
  nameOf,
}: {
  health: VaultHealth;
  nameOf: (id: number) => string;
}) {
  const trouble = (counts: HealthCounts) => counts.weak + counts.reused + counts.breached + counts.expired;
  const rows = health.organizations.toSorted((a, b) => trouble(b) - trouble(a));
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>By organization</h2>
      <RecordTable
        heads={[
          { label: 'Organization' },
          { label: 'Strength' },
          ...columns.map(([label, , , leaves]) => ({
            label,
            align: 'end' as const,
            wideOnly: leaves === true,
          })),
        ]}
      >
        {rows.map((row) => (
          <tr key={row.organizationId}>
            <th scope="row">{nameOf(row.organizationId)}</th>
            <td>
              <Strengths strengths={row.strengths} />
            </td>
            {columns.map(([name, count, issue, leaves]) => (
              <td key={name} className={cx(numberCell, leaves && wideOnly)}>
                <Count
                  value={row[count] as number}
                  issue={issue}
                  name={name}
                  organizationId={row.organizationId}
                />
              </td>
            ))}
          </tr>
        ))}
      </RecordTable>
    </section>
  );
}

interface CountProps {
  value: number;
  issue: HealthIssue | null;
  name: string;
  organizationId: number;
}

/** A count that leads to what was counted; none at all is a dash. */
function Count({ value, issue, name, organizationId }: CountProps) {
  if (issue === null) return numberText(value);
  if (value === 0) return <span className={styles['none']}>–</span>;
  return (
    <button type="button" className={styles['link']} onClick={() => showIssue(issue, organizationId)}>
      {numberText(value)}
      <span className="visually-hidden"> {name.toLowerCase()}, show them</span>
    </button>
  );
}

const names = ['guessed at once', 'very weak', 'weak', 'good', 'strong'];

/** How many passwords are how strong, weakest first; the heights tell it without colour. */
function Strengths({ strengths }: { strengths: readonly number[] }) {
  const most = Math.max(1, ...strengths);
  const words = strengths.flatMap((count, at) => (count === 0 ? [] : [`${count} ${names[at]}`])).join(', ');
  return (
    <svg className={styles['strengths']} role="img" aria-label={words || 'none'} viewBox="0 0 44 16">
      {strengths.map((count, at) => {
        const height = count === 0 ? 1 : Math.max(2, (count / most) * 16);
        return (
          // The place is the strength.
          // oxlint-disable-next-line react/no-array-index-key
          <rect
            key={at}
            x={at * 9}
            y={16 - height}
            width={7}
            height={height}
            data-strength={at}
            data-none={count === 0 || undefined}
          />
        );
      })}
    </svg>
  );
}
