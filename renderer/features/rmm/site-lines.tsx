import { Building2 } from 'lucide-react';
import { useState } from 'react';
import type { RmmSite } from '../../../shared/rmm.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Picker } from '../../components/picker.tsx';
import { lineNote } from '../../components/record-line.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations, type OrganizationNames } from '../../lib/use-organizations.ts';
import styles from './rmm.module.css';

type Answer = Parameters<typeof client.rmm.mapSites>[0]['to'];

/** As many as one call takes. */
const atOnce = 500;

async function map(sites: readonly RmmSite[], to: Answer): Promise<void> {
  try {
    for (let at = 0; at < sites.length; at += atOnce)
      await client.rmm.mapSites({ ids: sites.slice(at, at + atOnce).map(({ id }) => id), to });
    showToast(sites.length === 1 ? `${sites[0]!.name} settled` : `${sites.length} settled`);
  } catch (error) {
    showFailure(`Not settled: ${errorMessage(error)}`);
  }
}

/** What the vendor calls a client, and which organization that is here. */
export function SiteLines({ integrationId, noun }: { integrationId: number; noun: string }) {
  const answer = useAnswer('rmm', 'sites', { id: integrationId });
  const organizations = useOrganizations();
  const [choosing, setChoosing] = useState<RmmSite | null>(null);
  if (answer.status === 'loading') return <Skeleton rows={4} label="Loading clients" />;
  if (!answer.value) return <p className={lineNote}>They could not be read: {answer.error?.message}</p>;
  if (answer.value.length === 0)
    return (
      <EmptyState icon={Building2} title={`No ${noun} is known yet`}>
        The first sync reads them.
      </EmptyState>
    );
  const open = answer.value.filter(({ decision }) => decision === 'open');
  const proposed = open.filter(({ proposedId }) => proposedId !== null);
  const unknown = open.filter(({ proposedId }) => proposedId === null);
  return (
    <>
      {open.length > 1 && (
        <p className={styles['bar']}>
          {proposed.length > 0 && (
            <Button onClick={() => void map(proposed, { kind: 'proposal' })}>
              Take {plural(proposed.length, 'organization')} of the same name
            </Button>
          )}
          {unknown.length > 0 && (
            <Button onClick={() => void map(unknown, { kind: 'new' })}>
              Make {plural(unknown.length, 'new organization')}
            </Button>
          )}
        </p>
      )}
      <ul className={styles['lines']} aria-label="Clients">
        {answer.value.map((site) => (
          <SiteLine
            key={site.id}
            site={site}
            organizations={organizations}
            onChoose={() => setChoosing(site)}
          />
        ))}
      </ul>
      {choosing && (
        <Picker
          title={`Whose devices has ${choosing.name}?`}
          placeholder="Organization"
          options={[
            { id: 'new', label: `A new organization: ${choosing.name}` },
            { id: 'nobody', label: 'Nobody’s: leave its devices out' },
            ...organizations.active.map(({ id, name }) => ({
              id: String(id),
              label: name,
              checked: id === choosing.organizationId,
            })),
          ]}
          onPick={({ id }) =>
            void map(
              [choosing],
              id === 'new' || id === 'nobody'
                ? { kind: id }
                : { kind: 'organization', organizationId: Number(id) },
            )
          }
          onClose={() => setChoosing(null)}
        />
      )}
    </>
  );
}

interface SiteLineProps {
  site: RmmSite;
  organizations: OrganizationNames;
  onChoose: () => void;
}

function SiteLine({ site, organizations, onChoose }: SiteLineProps) {
  const { name, decision, organizationId, proposedId, devices } = site;
  const of = organizationId === null ? null : (organizations.nameOf(organizationId) ?? '…');
  return (
    <li className={styles['line']}>
      <span className={styles['lead']} title={name}>
        {name}
      </span>
      {decision === 'mapped' ? (
        <StateDot shape="good">{of}</StateDot>
      ) : decision === 'ignored' ? (
        <StateDot shape="gone">left out</StateDot>
      ) : (
        <StateDot shape="warn">whose?</StateDot>
      )}
      <span className={styles['about']}>{plural(devices, 'device')}</span>
      <span className={styles['verbs']}>
        {decision === 'open' && proposedId !== null && (
          <Button onClick={() => void map([site], { kind: 'proposal' })}>
            It is {organizations.nameOf(proposedId) ?? '…'}
          </Button>
        )}
        <Button variant="quiet" onClick={onChoose}>
          Choose<span className="visually-hidden"> the organization of {name}</span>
        </Button>
      </span>
    </li>
  );
}
