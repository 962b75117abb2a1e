import { Monitor, MonitorCheck } from 'lucide-react';
import { useState } from 'react';
import { rmmLink, rmmPresence, type RmmDevice } from '../../../shared/rmm-device.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SelectField } from '../../components/field.tsx';
import { PageTurner, pageRows } from '../../components/list-pages.tsx';
import { lineNote } from '../../components/record-line.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './rmm.module.css';
import { deviceState, nameOfDevice, questionTexts } from './rmm-words.ts';

type Answer = Parameters<typeof client.rmm.settle>[0]['to'];

async function settle(devices: readonly RmmDevice[], to: Answer): Promise<void> {
  try {
    await client.rmm.settle({ ids: devices.map(({ id }) => id), to });
    showToast(devices.length === 1 ? `${nameOfDevice(devices[0]!)} settled` : `${devices.length} settled`);
  } catch (error) {
    showFailure(`Not settled: ${errorMessage(error)}`);
  }
}

const filters: readonly (readonly [string, string])[] = [
  ['', 'Every device'],
  ['waiting', 'Without an organization'],
  ['ignored', 'Left out'],
  ['missing', 'Missing in the last sync'],
  ['stale', 'Missing in two or more'],
  ['removed', 'Removed at the vendor'],
];

/** Devices as the vendor knows them; those that may be an asset already ask which one. */
export function DeviceLines({ integrationId, only }: { integrationId: number; only: 'asking' | null }) {
  const [filter, setFilter] = useState('');
  const [offset, setOffset] = useState(0);
  const link = only ?? rmmLink.safeParse(filter).data;
  const presence = rmmPresence.safeParse(filter).data;
  const answer = useAnswer('rmm', 'devices', {
    integrationId,
    offset,
    limit: pageRows,
    ...(link && { link }),
    ...(presence && { presence }),
  });
  // The last one of the last page was settled.
  if (answer.value?.rows.length === 0 && offset > 0) setOffset(0);
  return (
    <>
      {only === null && (
        <div className={styles['bar']}>
          <SelectField
            label="Show"
            value={filter}
            onChange={(event) => {
              setFilter(event.target.value);
              setOffset(0);
            }}
          >
            {filters.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      {answer.status === 'loading' && <Skeleton rows={6} label="Loading devices" />}
      {answer.status === 'failed' && !answer.value && (
        <p className={lineNote}>The devices could not be read: {answer.error.message}</p>
      )}
      {answer.value &&
        (answer.value.rows.length === 0 ? (
          <NoDevices only={only} />
        ) : (
          <>
            {only === 'asking' && <SettleAll devices={answer.value.rows} />}
            <ul className={styles['lines']} aria-label="Devices">
              {answer.value.rows.map((device) =>
                device.link === 'asking' ? (
                  <Question key={device.id} device={device} />
                ) : (
                  <DeviceLine key={device.id} device={device} />
                ),
              )}
            </ul>
            <PageTurner
              noun="devices"
              group="RMM integrations"
              ways={['Previous', 'Next']}
              offset={offset}
              total={answer.value.total}
              onTurn={setOffset}
            />
          </>
        ))}
    </>
  );
}

function NoDevices({ only }: { only: 'asking' | null }) {
  return only === 'asking' ? (
    <EmptyState icon={MonitorCheck} title="Nothing to answer">
      Devices that may be an asset already are asked about here, instead of being merged by a guess.
    </EmptyState>
  ) : (
    <EmptyState icon={Monitor} title="No devices here" />
  );
}

function SettleAll({ devices }: { devices: readonly RmmDevice[] }) {
  const likely = devices.filter(
    ({ candidates, question }) => candidates.length === 1 && question !== 'taken',
  );
  if (likely.length < 2) return null;
  return (
    <p className={styles['bar']}>
      <Button onClick={() => void settle(likely, { kind: 'likeliest' })}>
        Take the one asset that fits for {plural(likely.length, 'device')}
      </Button>
    </p>
  );
}

function Question({ device }: { device: RmmDevice }) {
  const { facts, siteName, candidates, question } = device;
  const name = nameOfDevice(device);
  const about = [siteName, facts.hostname, facts.serialNumber, facts.osName].filter((each) => each != null);
  return (
    <li className={styles['question']}>
      <strong>{name}</strong>
      <span className={styles['about']}>{about.join(' · ')}</span>
      <span>{question === null ? '' : questionTexts[question]}</span>
      <span className={styles['verbs']}>
        {candidates.map((asset) => (
          <Button key={asset.id} onClick={() => void settle([device], { kind: 'asset', assetId: asset.id })}>
            It is {asset.name}
            {asset.serialNumber === null ? '' : ` (${asset.serialNumber})`}
          </Button>
        ))}
        <Button onClick={() => void settle([device], { kind: 'new' })}>
          A new asset<span className="visually-hidden"> for {name}</span>
        </Button>
        <Button variant="quiet" onClick={() => void settle([device], { kind: 'ignore' })}>
          Leave it out<span className="visually-hidden">: {name}</span>
        </Button>
      </span>
    </li>
  );
}

function DeviceLine({ device }: { device: RmmDevice }) {
  const { facts, siteName, assetId } = device;
  const state = deviceState(device);
  const name = nameOfDevice(device);
  return (
    <li className={styles['line']}>
      <span className={styles['lead']}>
        {assetId === null ? (
          name
        ) : (
          <Button variant="quiet" onClick={() => navigate({ ...allRecords('assets'), recordId: assetId })}>
            {name}
          </Button>
        )}
      </span>
      <StateDot shape={state.shape}>{state.text}</StateDot>
      <span className={styles['about']}>
        {[siteName, facts.osName, facts.serialNumber].filter((each) => each != null).join(' · ')}
      </span>
    </li>
  );
}
