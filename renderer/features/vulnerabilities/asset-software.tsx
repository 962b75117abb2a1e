import { Package, Plus } from 'lucide-react';
import { useState } from 'react';
import type { InstalledSoftware } from '../../../shared/software.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { lineNote } from '../../components/record-line.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { useMissingCatalogue } from './use-catalogue.ts';
import styles from './vulnerabilities.module.css';

const sources: Readonly<Record<InstalledSoftware['source'], string>> = {
  asset: 'noted at the asset',
  console: 'noted by hand',
  import: 'from a list',
  rmm: 'from the RMM',
  sample: 'sample',
};

/** What is installed on an asset, and what is known to be exploited of it. */
export function AssetSoftware({ assetId }: { assetId: number }) {
  const answer = useAnswer('software', 'ofAsset', { assetId });
  const [adding, setAdding] = useState(false);
  const missing = useMissingCatalogue();
  const add = (
    <Button icon={Plus} onClick={() => setAdding(true)}>
      Add software
    </Button>
  );
  if (answer.status === 'loading') return <Skeleton rows={5} label="Loading software" />;
  if (!answer.value)
    return <p className={lineNote}>The software could not be read: {answer.error?.message}</p>;
  return (
    <>
      {answer.value.length === 0 ? (
        <EmptyState icon={Package} title="No software is known" action={add}>
          What is not known here is not compared with the catalogue. Lists of installed software are brought
          in under Imports.
        </EmptyState>
      ) : (
        <>
          <ul className={styles['list']} aria-label="Installed software">
            {answer.value.map((software) => (
              <SoftwareItem key={software.id} software={software} isChecked={!missing} />
            ))}
          </ul>
          <p className={styles['text']}>
            {add}{' '}
            <Button
              variant="quiet"
              onClick={() => navigate({ ...allRecords('exposures'), recordId: assetId })}
            >
              Its vulnerabilities
            </Button>
          </p>
        </>
      )}
      {adding && <AddSoftware assetId={assetId} onClose={() => setAdding(false)} />}
    </>
  );
}

function SoftwareItem({ software, isChecked }: { software: InstalledSoftware; isChecked: boolean }) {
  const { name, version, vendor, source, seenAt, open, candidates } = software;
  return (
    <li className={styles['item']}>
      <span className={styles['name']} title={`${vendor} ${name} ${version}`}>
        {name} {version || <span className={styles['about']}>version not known</span>}
      </span>
      {open > 0 ? (
        <StateDot shape="bad">{open} open</StateDot>
      ) : candidates > 0 ? (
        <StateDot shape="warn">{candidates} to look at</StateDot>
      ) : (
        <StateDot shape={isChecked ? 'plain' : 'gone'}>
          {isChecked ? 'nothing known' : 'not checked'}
        </StateDot>
      )}
      <span className={styles['about']}>
        {vendor !== '' && `${vendor} · `}
        {sources[source]}, seen <Time at={seenAt} />
      </span>
      {source !== 'asset' && (
        <Button variant="quiet" onClick={() => void remove(software)}>
          Remove<span className="visually-hidden"> {name}</span>
        </Button>
      )}
    </li>
  );
}

async function remove({ id, name }: InstalledSoftware): Promise<void> {
  try {
    await client.software.remove({ id });
    showToast(`${name} removed`);
  } catch (error) {
    showFailure(`${name} not removed: ${errorMessage(error)}`);
  }
}

const empty = { vendor: '', name: '', version: '' };

function AddSoftware({ assetId, onClose }: { assetId: number; onClose: () => void }) {
  const [draft, setDraft] = useState(empty);
  const submit = useSubmit();
  const field = (label: string, key: keyof typeof empty, placeholder: string) => (
    <TextField
      label={label}
      placeholder={placeholder}
      value={draft[key]}
      error={submit.errors[key]}
      autoFocus={key === 'name'}
      onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
    />
  );
  const send = () =>
    void submit.run(async () => {
      const { open, candidates } = await client.software.add({ assetId, ...draft });
      const found = open + candidates;
      showToast(`${draft.name} noted${found === 0 ? '' : `: ${plural(found, 'vulnerability')} to look at`}`);
      onClose();
    });
  return (
    <FormDialog
      title="Add software"
      size="small"
      action="Add software"
      ready={draft.name.trim() !== ''}
      submit={submit}
      draft={{ dirty: draft !== empty, clear: () => setDraft(empty) }}
      onSubmit={send}
      onClose={onClose}
    >
      {field('Name', 'name', 'WinRAR')}
      {field('Vendor', 'vendor', 'win.rar GmbH')}
      {field('Version', 'version', '6.21')}
    </FormDialog>
  );
}
