import { Copy, Pencil } from 'lucide-react';
import type { Monitor } from '../../../shared/monitor.ts';
import { Button } from '../../components/button.tsx';
import { AssetProperty } from '../../components/detail/link-property.tsx';
import {
  Properties,
  Property,
  PropertyActions,
  PropertyList,
  valueButton,
} from '../../components/detail/property-list.tsx';
import { RecordProperties } from '../../components/record-screen/record-properties.tsx';
import { copyText } from '../../lib/copy-text.ts';
import { absoluteTime, plural } from '../../lib/format.ts';
import { useRow } from '../../lib/row-store.ts';
import { tagsText } from '../../lib/tags.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { monitorFields } from './monitor-fields.ts';
import { monitors } from './monitor-session.ts';
import { durationText, targetText, typeLabels } from './monitor-words.ts';

/** How a monitor is set up; what depends on each other is changed together in its form. */
export function MonitorProperties({ monitor }: { monitor: Monitor }) {
  const parent = useRow(monitors.rows, monitor.parentId);
  return (
    <Properties>
      <PropertyList>
        <Property label="Type">{typeLabels[monitor.type]}</Property>
        <Property label="Looks at">
          {monitor.type === 'push' ? (
            <PushAddress token={monitor.pushToken} />
          ) : (
            <code>{targetText(monitor)}</code>
          )}
        </Property>
        <Property label="Every">{durationText(monitor.interval * 1000)}</Property>
        <Property label="Forgives">
          {plural(monitor.retries, 'bad check')}, {durationText(monitor.retryInterval * 1000)} apart
        </Property>
        <Property label="Given up after">{durationText(monitor.timeout * 1000)}</Property>
        <Property label="Reminds">
          {monitor.remindEvery === null ? 'never' : `every ${durationText(monitor.remindEvery * 1000)}`}
        </Property>
        {monitor.type === 'http' && <Property label="Accepts">{monitor.acceptedStatuses}</Property>}
        <Property label="Stands behind">
          {monitor.parentId === null ? 'Nothing' : (parent?.name ?? `monitor ${monitor.parentId}`)}
        </Property>
        <AssetProperty
          label="Stands behind asset"
          assetId={monitor.parentAssetId}
          onChoose={() => monitors.ask('parentAsset', [monitor.id])}
        />
        <AssetProperty assetId={monitor.assetId} onChoose={() => monitors.ask('asset', [monitor.id])} />
        <Property label="Tags">{tagsText(monitor.tags) || '—'}</Property>
        <RecordProperties session={monitors} record={monitor} fields={monitorFields} />
        <Property label="Since">{absoluteTime(monitor.createdAt)}</Property>
      </PropertyList>
      <PropertyActions>
        <Button icon={Pencil} keys="e" onClick={() => monitors.ask('edit', [monitor.id])}>
          Edit
        </Button>
      </PropertyActions>
    </Properties>
  );
}

/** What is to be called, ready to be pasted into a job's last line. */
function PushAddress({ token }: { token: string | null }) {
  const address = useAnswer('system', 'status', {}).value?.address ?? null;
  if (token === null) return 'No address';
  const url = `${address ?? 'http://127.0.0.1:8080'}/push/${token}`;
  return (
    <>
      <code>{url}</code>
      <Button variant="quiet" icon={Copy} className={valueButton} onClick={() => void copyText(url)}>
        Copy
      </Button>
    </>
  );
}
