import { useCallback, useEffect, useState } from 'react';
import { Copy, ScrollText } from 'lucide-react';
import type { LoggedRequest, RequestFilter } from '../../../shared/usage.ts';
import { Button } from '../../components/button.tsx';
import { ToneCell } from '../../components/data-table/cells.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { numberCell, RecordTable, type RecordHead } from '../../components/record-table.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Time } from '../../components/time.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { copyText } from '../../lib/copy-text.ts';
import { bytesText } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './api-keys.module.css';
import { durationText, requestIdOf, spans, statusTone } from './request-words.ts';

interface RequestListProps {
  /** Only this key's requests; null for those of all, and of nobody. */
  keyId: number | null;
}

interface Loaded {
  readonly rows: readonly LoggedRequest[];
  readonly more: boolean;
}

const pageSize = 100;
const heads: readonly RecordHead[] = [
  { label: 'Request' },
  { label: 'Status' },
  { label: 'Took', align: 'end' },
  { label: 'Bytes', align: 'end' },
  { label: 'When' },
  { label: 'Id' },
];
const keyHeads = heads.toSpliced(1, 0, { label: 'Key' });

/** The request log, newest first, older ones by the page. */
export function RequestList({ keyId }: RequestListProps) {
  const [outcome, setOutcome] = useState('all');
  const [span, setSpan] = useState('all');
  const [endpoint, setEndpoint] = useState('');
  const [idText, setIdText] = useState('');
  const requestId = requestIdOf(idText);
  const endpoints = useAnswer('usage', 'endpoints', {}).value ?? [];
  const { loaded, problem, load } = useRequests(keyId, outcome, span, endpoint, requestId);
  return (
    <div className={styles['log']}>
      <div className={styles['filters']}>
        <SelectField label="Answered" value={outcome} onChange={(event) => setOutcome(event.target.value)}>
          <option value="all">with anything</option>
          <option value="failed">with 4xx or 5xx</option>
        </SelectField>
        <SelectField label="Within" value={span} onChange={(event) => setSpan(event.target.value)}>
          {Object.entries(spans).map(([name, { name: words }]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </SelectField>
        <SelectField label="Endpoint" value={endpoint} onChange={(event) => setEndpoint(event.target.value)}>
          <option value="">any</option>
          {endpoints.map(({ id, method, path }) => (
            <option key={id} value={id}>
              {method} {path ?? 'no such address'}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Request id"
          className={styles['requestIdField']}
          placeholder="X-Request-Id of the answer"
          spellCheck={false}
          value={idText}
          error={idText.trim() !== '' && requestId === '' ? 'An id has 36 characters.' : undefined}
          onChange={(event) => setIdText(event.target.value)}
        />
        <Button onClick={() => load(undefined)}>Refresh</Button>
      </div>
      {problem !== null && (
        <EmptyState icon={ScrollText} title="The log could not be read">
          {problem} Requests are noted all the same.
        </EmptyState>
      )}
      {problem === null && loaded === null && <Skeleton rows={8} label="Loading requests" />}
      {loaded?.rows.length === 0 && (
        <EmptyState icon={ScrollText} title="No such requests">
          Every request to the local API is noted here for 90 days: its route, never its contents.
        </EmptyState>
      )}
      {loaded && loaded.rows.length > 0 && <RequestTable rows={loaded.rows} showKey={keyId === null} />}
      {loaded?.more && (
        <div className={styles['older']}>
          <Button onClick={() => load(loaded.rows.at(-1)?.id)}>Older requests</Button>
        </div>
      )}
    </div>
  );
}

/** The pages loaded so far; another filter begins anew. */
function useRequests(
  keyId: number | null,
  outcome: string,
  span: string,
  endpoint: string,
  requestId: string,
) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(
    (before: number | undefined) => {
      const ms = spans[span]?.ms ?? null;
      const filter: RequestFilter = {
        ...(keyId !== null && { keyId }),
        ...(outcome === 'failed' && { failed: true }),
        ...(ms !== null && { from: Date.now() - ms }),
        ...(endpoint !== '' && { endpointId: Number(endpoint) }),
        ...(requestId !== '' && { requestId }),
      };
      const page = { filter, limit: pageSize, ...(before !== undefined && { before }) };
      client.usage.requests(page).then(
        (rows) => {
          setProblem(null);
          setLoaded((known) => ({
            rows: before === undefined ? rows : [...(known?.rows ?? []), ...rows],
            more: rows.length === pageSize,
          }));
        },
        (error: unknown) => setProblem(errorMessage(error)),
      );
    },
    [keyId, outcome, span, endpoint, requestId],
  );
  useEffect(() => load(undefined), [load]);
  return { loaded, problem, load };
}

function RequestTable({ rows, showKey }: { rows: readonly LoggedRequest[]; showKey: boolean }) {
  const keys = useAnswer('keys', 'list', showKey ? {} : null).value ?? [];
  const nameOf = (id: number | null) =>
    id === null ? 'no valid key' : (keys.find((key) => key.id === id)?.name ?? `key ${id}`);
  return (
    <RecordTable heads={showKey ? keyHeads : heads}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <code className={styles['code']}>
              {row.method} {row.path ?? 'no such address'}
            </code>
          </th>
          {showKey && <td>{nameOf(row.keyId)}</td>}
          <td>
            <ToneCell text={String(row.status)} tone={statusTone(row.status)} />
          </td>
          <td className={numberCell}>{durationText(row.durationMs)}</td>
          <td className={numberCell}>{bytesText(row.bytes)}</td>
          <td>
            <Time at={row.at} form="moment" />
          </td>
          <td>{row.requestId !== null && <RequestId id={row.requestId} />}</td>
        </tr>
      ))}
    </RecordTable>
  );
}

/** Ids of one hour begin alike: what tells them apart is their end. */
function RequestId({ id }: { id: string }) {
  return (
    <button
      type="button"
      className={styles['requestId']}
      title={`${id}: copy`}
      onClick={() => void copyText(id)}
    >
      <code>…{id.slice(-6)}</code>
      <Copy size={11} strokeWidth={1.75} aria-hidden="true" />
      <span className="visually-hidden">copy the id {id}</span>
    </button>
  );
}
