import { useState } from 'react';
import type { ImportBatch } from '../../../shared/import.ts';
import { Button } from '../../components/button.tsx';
import {
  buttonsCell,
  mutedText,
  numberCell,
  RecordTable,
  type RecordHead,
} from '../../components/record-table.tsx';
import { Time } from '../../components/time.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { numberText, plural } from '../../lib/format.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';

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

const heads: readonly RecordHead[] = [
  { label: 'Batch' },
  { label: 'When' },
  ...['New', 'Changed', 'Double', 'Refused'].map((label) => ({ label, align: 'end' as const })),
  { label: 'Actions', quiet: true },
];

/** Every batch, newest first; one that was taken back stays on record. */
export function BatchTable({ batches }: { batches: readonly ImportBatch[] }) {
  const [busyId, setBusyId] = useState<number | null>(null);
  const take = async (batch: ImportBatch) => {
    setBusyId(batch.id);
    await undo(batch);
    setBusyId(null);
  };
  return (
    <RecordTable heads={heads}>
      {batches.map((batch) => (
        <tr key={batch.id}>
          <th scope="row">
            {batch.name}
            <div className={mutedText}>{batch.fileName}</div>
          </th>
          <td>
            <Time at={batch.createdAt} form="moment" />
          </td>
          {[batch.new, batch.changed, batch.duplicate, batch.refused].map((value, index) => (
            // The four numbers have no identity but their column.
            <td key={index} className={numberCell}>
              {numberText(value)}
            </td>
          ))}
          <td className={buttonsCell}>
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
              <span className={mutedText}>
                taken back <Time at={batch.undoneAt} form="moment" />
              </span>
            )}
          </td>
        </tr>
      ))}
    </RecordTable>
  );
}
