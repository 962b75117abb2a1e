import type { RmmDevice } from '../../../shared/rmm-device.ts';
import { rmmVendors } from '../../../shared/rmm-vendor.ts';
import { Button } from '../../components/button.tsx';
import { Property, PropertyList, valueButton } from '../../components/detail/property-list.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { plural } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { deviceState, patchShapes, patchTexts, presenceTexts } from './rmm-words.ts';

/** What agents say of an asset now; nothing where it has none. */
export function AssetAgents({ assetId }: { assetId: number }) {
  const devices = useAnswer('rmm', 'ofAsset', { assetId }).value ?? [];
  return devices.map((device) => <Agent key={device.id} device={device} />);
}

function Agent({ device }: { device: RmmDevice }) {
  const { facts, vendor, integrationId, integrationName, seenAt, softwareAt } = device;
  const { patch, antivirus } = facts;
  const state = deviceState(device);
  return (
    <PropertyList>
      <Property label="RMM">
        <Button
          variant="quiet"
          className={valueButton}
          onClick={() => navigate({ screen: 'rmm', integrationId })}
        >
          {integrationName}
        </Button>{' '}
        {integrationName === rmmVendors[vendor].name ? '' : rmmVendors[vendor].name}
      </Property>
      <Property label="Agent">
        <StateDot shape={state.shape}>{state.text}</StateDot>
        {facts.lastSeenAt !== undefined && (
          <>
            {' · '}
            <Time at={facts.lastSeenAt} />
          </>
        )}
      </Property>
      <Property label="Synced">
        <Time at={seenAt} /> · {presenceTexts[device.presence]}
      </Property>
      <Property label="Updates">
        {patch === undefined ? (
          <StateDot shape="gone">not known</StateDot>
        ) : (
          <>
            <StateDot shape={patchShapes[patch.state]}>{patchTexts[patch.state].toLowerCase()}</StateDot>
            {patchNumbers(patch)} · <Time at={patch.at} />
          </>
        )}
      </Property>
      <Property label="Software">
        {softwareAt === null ? (
          'Not read yet'
        ) : (
          <>
            read · <Time at={softwareAt} />
          </>
        )}
      </Property>
      {antivirus && (
        <Property label="Antivirus">
          {antivirus.product}, {antivirus.state}
        </Property>
      )}
      {facts.lastUser !== undefined && <Property label="Last user">{facts.lastUser}</Property>}
      {facts.lastBootAt !== undefined && (
        <Property label="Started">
          <Time at={facts.lastBootAt} form="moment" />
        </Property>
      )}
      {facts.publicIp !== undefined && <Property label="Public address">{facts.publicIp}</Property>}
      {facts.position && (
        <Property label="Place">
          {facts.position.latitude}, {facts.position.longitude} ({facts.position.source})
        </Property>
      )}
    </PropertyList>
  );
}

function patchNumbers({ pending, failed }: NonNullable<RmmDevice['facts']['patch']>): string {
  const parts = [
    pending === null || pending === 0 ? '' : `${plural(pending, 'update')} pending`,
    failed === null || failed === 0 ? '' : `${failed} failed`,
  ];
  return parts.map((part) => part && ` · ${part}`).join('');
}
