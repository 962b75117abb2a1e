import type { Organization } from '../../../shared/organization.ts';
import { ListBox } from '../../components/list-box.tsx';
import { numberText } from '../../lib/format.ts';
import cells from '../../components/list-cells.module.css';
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
          <span className={cells['name']}>
            {name}
            {!active && <span className={styles['muted']}> · inactive</span>}
            {domain && <span className={styles['muted']}> · {domain}</span>}
          </span>
          <span className={cells['number']}>{numberText(openTickets)}</span>
          <span className={cells['number']}>{numberText(totalTickets)}</span>
        </>
      )}
    />
  );
}
