import type { Organization } from '../../../shared/organization.ts';
import { ListBox } from '../../components/list-box.tsx';
import { numberText } from '../../lib/format.ts';
import styles from './organizations.module.css';

interface OrganizationListProps {
  organizations: readonly Organization[];
  openId: number | null;
  onOpen: (id: number) => void;
}

export function OrganizationList({ organizations, openId, onOpen }: OrganizationListProps) {
  return (
    <ListBox
      label="Organizations"
      items={organizations}
      idOf={(organization) => organization.id}
      openId={openId}
      onOpen={onOpen}
      heads={['Organization', 'Open', 'Tickets']}
      row={({ name, active, domain, openTickets, totalTickets }) => (
        <>
          <span className={styles['name']}>
            {name}
            {!active && <span className={styles['muted']}> · inactive</span>}
            {domain && <span className={styles['muted']}> · {domain}</span>}
          </span>
          <span className={styles['number']}>{numberText(openTickets)}</span>
          <span className={styles['number']}>{numberText(totalTickets)}</span>
        </>
      )}
    />
  );
}
