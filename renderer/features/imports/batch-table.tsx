import { useState } from 'react';
import type { ImportBatch } from '../../../shared/import.ts';
import { Button } from '../../components/button.tsx';
import { Time } from '../../components/time.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { numberText, plural } from '../../lib/format.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import styles from './imports.module.css';

async function undo(batch: ImportBatch): Promise<void> {
  try {
    const { kept } = await client.imports.undo({ batchId: batch.id });
    showToast(
      kept === 0
        ? `${batch.name} taken back`
        : `${batch.name} taken back; ${plural(kept, 'record')} changed since ${kept === 1 ? 'is' : 'are'} kept`,
    );
  } catch (error) {
    showFailure(`Not taken back: ${errorMessage(error)}`);
  }
}

/** Every batch, newest first; one that was taken back stays on record. */
export function BatchTable({ batches }: { batches: readonly ImportBatch[] }) {
  const [busyId, setBusyId] = useState<number | null>(null);
  const take = async (batch: ImportBatch) => {
    setBusyId(batch.id);
    await undo(batch);
    setBusyId(null);
  };
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">Batch</th>
          <th scope="col">When</th>
          {['New', 'Changed', 'Double', 'Refused'].map((head) => (
            <th key={head} scope="col" className={styles['number']}>
              {head}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.id}>
            <th scope="row">
              {batch.name}
              <div className={styles['muted']}>{batch.fileName}</div>
            </th>
            <td>
              <Time at={batch.createdAt} form="moment" />
            </td>
            {[batch.new, batch.changed, batch.duplicate, batch.refused].map((value, index) => (
              // The four numbers have no identity but their column.
              <td key={index} className={styles['number']}>
                {numberText(value)}
              </td>
            ))}
            <td className={styles['buttons']}>
              {batch.undoneAt === null ? (
                <Button
                  variant="quiet"
                  aria-label={`Take back ${batch.name}`}
                  disabled={busyId !== null}
                  onClick={() => void take(batch)}
                >
                  {busyId === batch.id ? 'Taking back…' : 'Take back'}
                </Button>
              ) : (
                <span className={styles['muted']}>
                  taken back <Time at={batch.undoneAt} form="moment" />
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
