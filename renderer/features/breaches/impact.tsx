import type { ReactNode } from 'react';
import { Skeleton } from '../../components/skeleton.tsx';
import { Time } from '../../components/time.tsx';
import { lineAbout, lineName, RecordLine } from '../../components/record-line.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './breaches.module.css';

/** Where what a breach may open is shown. */
export interface Leads {
  onEntry: (id: number) => void;
  onAsset: (id: number) => void;
  onTicket: (id: number) => void;
}

/** What else this person has here: logins by that name, assets, open tickets. */
export function Impact({ id, onEntry, onAsset, onTicket }: { id: number } & Leads) {
  const answer = useAnswer('breaches', 'impact', { id });
  if (answer.status === 'loading') return <Skeleton rows={5} label="Looking for what it may open" />;
  if (!answer.value) return <p className={styles['note']}>It could not be read: {answer.error?.message}</p>;
  const { logins, assets, tickets } = answer.value;
  return (
    <>
      <Group title="Logins with this user name">
        {logins.state === 'not_known' ? (
          <p className={styles['note']}>
            Not known: {logins.reason} Open it to see which passwords to change.
          </p>
        ) : (
          <Lines
            rows={logins.entries}
            none="No login of the vault has this user name."
            line={(entry) => ({
              name: entry.title,
              about: entry.passwordChangedAt !== null && (
                <>
                  password set <Time at={entry.passwordChangedAt} />
                </>
              ),
            })}
            onOpen={onEntry}
          />
        )}
      </Group>
      <Group title="Assets of this person">
        <Lines
          rows={assets}
          none="No asset is assigned to this person."
          line={({ name, type }) => ({ name, about: type.replaceAll('_', ' ') })}
          onOpen={onAsset}
        />
      </Group>
      <Group title="Open tickets">
        <Lines
          rows={tickets}
          none="No ticket of this person is open."
          line={({ subject, status }) => ({ name: subject, about: status.replaceAll('_', ' ') })}
          onOpen={onTicket}
        />
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['group']} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface LinesProps<Row> {
  rows: readonly Row[];
  none: string;
  line: (row: Row) => { name: string; about: ReactNode };
  onOpen: (id: number) => void;
}

function Lines<Row extends { readonly id: number }>({ rows, none, line, onOpen }: LinesProps<Row>) {
  if (rows.length === 0) return <p className={styles['note']}>{none}</p>;
  return (
    <ul>
      {rows.map((row) => {
        const { name, about } = line(row);
        return (
          <RecordLine key={row.id} onOpen={() => onOpen(row.id)}>
            <span className={lineName}>{name}</span>
            <span className={lineAbout}>{about}</span>
          </RecordLine>
        );
      })}
    </ul>
  );
}
