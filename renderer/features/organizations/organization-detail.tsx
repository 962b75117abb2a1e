import { Pencil } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Organization } from '../../../shared/organization.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead } from '../../components/detail/detail-head.tsx';
import { DetailPane, type DetailPart } from '../../components/detail/detail-pane.tsx';
import { MissingRecord } from '../../components/detail/missing-record.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useActions } from '../../lib/actions.ts';
import { absoluteTime, numberText, plural } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { OrganizationForm } from './organization-form.tsx';
import styles from './organizations.module.css';

/** What an organization has, drawn by the features that own it. */
export interface OrganizationParts {
  readonly tickets: (organizationId: number) => ReactNode;
  readonly assets: (organizationId: number) => ReactNode;
  readonly vehicles: (organizationId: number) => ReactNode;
  readonly projects: (organizationId: number) => ReactNode;
  readonly entries: (organizationId: number) => ReactNode;
}

interface OrganizationDetailProps {
  id: number;
  parts: OrganizationParts;
  onClose: () => void;
}

/** Everything of one organization: its facts, and what belongs to it with how many there are. */
export function OrganizationDetail({ id, parts, onClose }: OrganizationDetailProps) {
  const answer = useAnswer('organizations', 'get', { id });
  const [editing, setEditing] = useState(false);
  const [part, setPart] = useState('tickets');
  useActions([
    {
      id: 'organization.edit',
      name: 'Edit the organization',
      group: 'Organizations',
      keys: ['e'],
      run: () => setEditing(true),
    },
  ]);
  const organization = answer.value;
  if (answer.status === 'loading') return <Skeleton rows={5} label="Loading the organization" />;
  if (!organization) {
    return (
      <MissingRecord
        noun="organization"
        error={answer.error ?? { code: 'internal', message: '' }}
        onClose={onClose}
      />
    );
  }
  return (
    <>
      <DetailPane
        id="organization-detail"
        label={organization.name}
        of="the organization"
        head={<Head organization={organization} onEdit={() => setEditing(true)} onClose={onClose} />}
        part={part}
        onPart={setPart}
        parts={partsOf(organization, parts)}
      />
      {editing && (
        <OrganizationForm
          organization={organization}
          onClose={() => setEditing(false)}
          onSaved={() => undefined}
        />
      )}
    </>
  );
}

function partsOf(organization: Organization, parts: OrganizationParts): DetailPart[] {
  const { id } = organization;
  const part = (partId: keyof OrganizationParts, name: string, count: number): DetailPart => ({
    id: partId,
    label: `${name} ${numberText(count)}`,
    content: parts[partId](id),
  });
  return [
    part('tickets', 'Tickets', organization.totalTickets),
    part('assets', 'Assets', organization.assets),
    part('vehicles', 'Vehicles', organization.vehicles),
    part('projects', 'Projects', organization.projects),
    // How many there are is the vault's to say, and only while it is open.
    { id: 'entries', label: 'Vault', content: parts.entries(id) },
  ];
}

interface HeadProps {
  organization: Organization;
  onEdit: () => void;
  onClose: () => void;
}

function Head({ organization, onEdit, onClose }: HeadProps) {
  const facts: [string, string | null][] = [
    ['Domain', organization.domain],
    ['Phone', organization.phone],
    ['Address', organization.address],
    ['Notes', organization.notes],
    ['Since', absoluteTime(organization.createdAt)],
  ];
  return (
    <DetailHead
      noun="organization"
      onClose={onClose}
      meta={
        <span>
          {plural(organization.openTickets, 'open ticket')}
          {organization.active ? '' : ' · inactive'}
        </span>
      }
      title={
        <div className={styles['titleRow']}>
          <h2 className={styles['title']}>{organization.name}</h2>
          <Button icon={Pencil} keys="e" onClick={onEdit}>
            Edit
          </Button>
        </div>
      }
    >
      <dl className={styles['facts']}>
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([label, value]) => (
            <div key={label} className={styles['fact']}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </DetailHead>
  );
}
