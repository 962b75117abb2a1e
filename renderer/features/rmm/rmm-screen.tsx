import { RadioTower } from 'lucide-react';
import { useState } from 'react';
import type { RmmIntegration } from '../../../shared/rmm.ts';
import { rmmVendors } from '../../../shared/rmm-vendor.ts';
import { AddButton, AddFirst } from '../../components/add-button.tsx';
import { AskToRemove } from '../../components/ask-to-remove.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListBox } from '../../components/list-box.tsx';
import { Listed } from '../../components/listed.tsx';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { useActions } from '../../lib/actions.ts';
import { client } from '../../lib/client.ts';
import { closeAction } from '../../lib/close-action.ts';
import { numberText } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { IntegrationDetail } from './integration-detail.tsx';
import { IntegrationForm } from './integration-form.tsx';
import cells from '../../components/list-cells.module.css';
import styles from './rmm.module.css';
import { standingOf } from './rmm-words.ts';

type Asking =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'remove'; readonly integration: RmmIntegration };

const group = 'RMM';
const none: readonly RmmIntegration[] = [];
const show = (integrationId: number | null) => navigate({ screen: 'rmm', integrationId });

/** Services whose agents stand on clients’ devices: what they know becomes assets, software and alerts. */
export function RmmScreen({ integrationId }: { integrationId: number | null }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const answer = useAnswer('rmm', 'list', {});
  const integrations = answer.value ?? none;
  const open = integrations.find(({ id }) => id === integrationId);
  const add = () => setAsking({ kind: 'new' });
  const close = () => setAsking(null);
  useActions([
    { id: 'rmm.new', name: 'New RMM integration', group, keys: ['w'], run: add },
    closeAction({
      id: 'rmm.close',
      name: 'Close the integration',
      group,
      isOpen: integrationId !== null,
      run: () => show(null),
    }),
  ]);
  const addButton = <AddButton onAdd={add}>New integration</AddButton>;
  return (
    <Screen>
      <TopBar
        title="RMM integrations"
        count={answer.value ? String(integrations.length) : ''}
        actions={addButton}
      />
      <DetailBody
        noun="integration"
        detail={
          open === undefined ? null : (
            <IntegrationDetail
              key={open.id}
              integration={open}
              ask={(kind) => setAsking({ kind, integration: open })}
              onClose={() => show(null)}
            />
          )
        }
      >
        <Listed
          answer={answer}
          noun="integrations"
          icon={RadioTower}
          empty={
            <EmptyState
              icon={RadioTower}
              title="No RMM service is connected yet"
              action={<AddFirst onAdd={add}>New integration</AddFirst>}
            >
              NinjaOne, Datto RMM, Syncro and ConnectWise Automate know devices, what is installed on them and
              how their updates stand. Nothing is changed there.
            </EmptyState>
          }
        >
          {(found) => <IntegrationList integrations={found} openId={open?.id ?? null} />}
        </Listed>
      </DetailBody>
      {asking && asking.kind !== 'remove' && (
        <IntegrationForm
          integration={asking.kind === 'edit' ? asking.integration : null}
          onClose={close}
          onSaved={(id) => {
            close();
            show(id);
          }}
        />
      )}
      {asking?.kind === 'remove' && (
        <AskToRemove
          name={asking.integration.name}
          remove={async () => void (await client.rmm.remove({ id: asking.integration.id }))}
          onClose={close}
          onGone={() => {
            close();
            show(null);
          }}
        >
          Its credentials go, and whose devices and which assets were settled. The assets stay as they are.
        </AskToRemove>
      )}
    </Screen>
  );
}

function IntegrationList({
  integrations,
  openId,
}: {
  integrations: readonly RmmIntegration[];
  openId: number | null;
}) {
  return (
    <div className={styles['listPlace']}>
      <ListBox
        label="RMM integrations"
        className={styles['integrations']}
        items={integrations}
        idOf={({ id }) => id}
        openId={openId}
        onOpen={show}
        heads={['Name', 'Service', 'Devices', 'To settle', 'Complete', 'State']}
        row={(each) => {
          const { shape, text } = standingOf(each);
          const { counts, standing } = each;
          const completeAt =
            standing.state === 'complete'
              ? standing.at
              : 'completeAt' in standing
                ? standing.completeAt
                : null;
          const toSettle = counts.asking + counts.openSites;
          return (
            <>
              <span className={cells['name']} title={each.name}>
                {each.name}
              </span>
              <span className={cells['cell']}>{rmmVendors[each.vendor].name}</span>
              <span className={cells['number']}>{numberText(counts.devices)}</span>
              <span className={cells['number']}>{toSettle === 0 ? '' : numberText(toSettle)}</span>
              <span className={cells['cell']}>
                {completeAt === null ? 'never' : <Time at={completeAt} />}
              </span>
              <span className={cells['cell']}>
                <StateDot shape={shape}>{text}</StateDot>
              </span>
            </>
          );
        }}
      />
    </div>
  );
}
