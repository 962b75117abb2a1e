import { useState } from 'react';
import type { ImportOutcome, ImportPreview } from '../../../shared/import.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { numberText, plural } from '../../lib/format.ts';
import { showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { formatName, isOfVault, recordsText } from './import-words.ts';
import styles from './imports.module.css';
import { outcomeWords, PreviewRows } from './preview-rows.tsx';

interface PreviewImportProps {
  preview: ImportPreview;
  /** What opened the file, where it was encrypted. */
  password: string | undefined;
  onClose: () => void;
  /** Runs after the rows were taken in. */
  onImported: (preview: ImportPreview) => void;
}

/** What the file would do, row by row, before it does anything. */
export function PreviewImport({ preview: first, password, onClose, onImported }: PreviewImportProps) {
  const [preview, setPreview] = useState(first);
  const [organizationId, setOrganizationId] = useState('1');
  const [name, setName] = useState(first.fileName);
  const [only, setOnly] = useState<ImportOutcome | null>(null);
  const organizations = useAnswer('organizations', 'names', {}).value ?? [];
  const submit = useSubmit();
  const { fileId, format } = preview;
  const file = { fileId, ...(password === undefined ? {} : { password }) };
  const choose = (id: string) => {
    setOrganizationId(id);
    void submit.run(async () =>
      setPreview(await client.imports.preview({ ...file, organizationId: Number(id) })),
    );
  };
  const commit = () => {
    if (submit.busy) return;
    void submit.run(async () => {
      const { batch } = await client.imports.commit({
        ...file,
        organizationId: Number(organizationId),
        ...(name.trim() === '' ? {} : { name: name.trim() }),
      });
      onClose();
      onImported(preview);
      showToast(
        `${batch.name}: ${recordsText(format, batch.new, 'new ')}, ${numberText(batch.changed)} changed`,
      );
    });
  };
  const writes = preview.new + preview.changed;
  const counts: Record<ImportOutcome, number> = {
    new: preview.new,
    changed: preview.changed,
    duplicate: preview.duplicate,
    refused: preview.refused.length,
  };
  const rows = only === null ? preview.rows : preview.rows.filter(({ outcome }) => outcome === only);
  return (
    <div className={styles['preview']}>
      <Form label="Import" onSubmit={commit}>
        <div className={styles['options']}>
          <TextField
            label="Name of the batch"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <SelectField
            label="Rows without an organization belong to"
            value={organizationId}
            onChange={(event) => choose(event.target.value)}
          >
            {organizations.map((organization) => (
              <option key={organization.id} value={organization.id}>
                {organization.name}
              </option>
            ))}
          </SelectField>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={submit.busy || writes === 0}>
            Import {recordsText(format, writes)}
          </Button>
        </div>
      </Form>
      {submit.problem !== null && (
        <Notice tone="bad" title="Nothing was imported">
          {submit.problem}
        </Notice>
      )}
      {preview.newOrganizations.length > 0 && (
        <Notice
          tone="info"
          title={`${plural(preview.newOrganizations.length, 'organization')} will be created`}
        >
          {preview.newOrganizations.slice(0, 12).join(', ')}
          {preview.newOrganizations.length > 12 ? ` and ${preview.newOrganizations.length - 12} more` : ''}
        </Notice>
      )}
      {preview.unknownColumns.length > 0 && (
        <Notice
          tone="info"
          title={
            isOfVault(format)
              ? 'What has no field of its own is kept with each entry'
              : 'Columns without a field of their own are kept as custom fields'
          }
        >
          {preview.unknownColumns.join(', ')}
        </Notice>
      )}
      {preview.notes.map((note) => (
        <Notice key={note} tone="info" title="Look at this before importing">
          {note}
        </Notice>
      ))}
      <p className={styles['format']}>
        Read as {formatName(format)}. Rows that are in Techbench already are double and left alone.
      </p>
      <div className={styles['counts']} role="group" aria-label="Show only">
        {(Object.keys(outcomeWords) as ImportOutcome[]).map((outcome) => (
          <Button
            key={outcome}
            variant="chip"
            aria-pressed={only === outcome}
            onClick={() => setOnly(only === outcome ? null : outcome)}
          >
            {outcomeWords[outcome]} {numberText(counts[outcome])}
          </Button>
        ))}
      </div>
      <PreviewRows rows={rows} refused={only === 'refused' ? preview.refused : []} />
    </div>
  );
}
