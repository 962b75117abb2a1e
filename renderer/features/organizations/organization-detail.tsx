import { Building2, PanelRightClose, Pencil } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useActions } from '../../lib/actions.ts';
import { absoluteTime, plural } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { OrganizationForm } from './organization-form.tsx';
import styles from './organizations.module.css';

interface OrganizationDetailProps {
  id: number;
  onClose: () => void;
  children: ReactNode;
}

export function OrganizationDetail({ id, onClose, children }: OrganizationDetailProps) {
  const answer = useAnswer('organizations', 'get', { id });
  const [editing, setEditing] = useState(false);
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
      <EmptyState
        icon={Building2}
        title="The organization could not be read"
        action={<Button onClick={onClose}>Close</Button>}
      >
        {answer.error?.message}
      </EmptyState>
    );
  }
  const facts: [string, string | null][] = [
    ['Domain', organization.domain],
    ['Phone', organization.phone],
    ['Address', organization.address],
    ['Notes', organization.notes],
    ['Since', absoluteTime(organization.createdAt)],
  ];
  return (
    <aside className={styles['detail']} aria-label={organization.name}>
      <header className={styles['head']}>
        <div className={styles['titleRow']}>
          <h2 className={styles['title']}>{organization.name}</h2>
          <Button icon={Pencil} keys="e" onClick={() => setEditing(true)}>
            Edit
          </Button>
          <IconButton
            icon={PanelRightClose}
            label="Close the organization (Esc)"
            keys="escape"
            onClick={onClose}
          />
        </div>
        <p className={styles['muted']}>
          {plural(organization.openTickets, 'open ticket')} of {plural(organization.totalTickets, 'ticket')}
          {organization.active ? '' : ' · inactive'}
        </p>
        <dl className={styles['facts']}>
          {facts
            .filter(([, value]) => value !== null && value !== '')
            .map(([label, value]) => (
              <div key={label} style={{ display: 'contents' }}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </header>
      {children}
      {editing && (
        <OrganizationForm
          organization={organization}
          onClose={() => setEditing(false)}
          onSaved={() => undefined}
        />
      )}
    </aside>
  );
}
