import { Building2, Search } from 'lucide-react';
import { useState } from 'react';
import type { Organization } from '../../../shared/organization.ts';
import { AddButton, AddFirst } from '../../components/add-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListField } from '../../components/list-field.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { useActions } from '../../lib/actions.ts';
import { closeAction } from '../../lib/close-action.ts';
import { numberText } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { useSessionText } from '../../lib/session-text.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { OrganizationDetail, type OrganizationParts } from './organization-detail.tsx';
import { OrganizationForm } from './organization-form.tsx';
import { OrganizationList } from './organization-list.tsx';
import styles from './organizations.module.css';

interface OrganizationsScreenProps {
  organizationId: number | null;
  parts: OrganizationParts;
}

const none: readonly Organization[] = [];
const show = (organizationId: number | null) => navigate({ screen: 'organizations', organizationId });
/** As many as one answer holds; beyond it the search narrows. */
const limit = 200;

export function OrganizationsScreen({ organizationId, parts }: OrganizationsScreenProps) {
  const [search, setSearch] = useSessionText('organizations');
  const [adding, setAdding] = useState(false);
  const answer = useAnswer('organizations', 'list', { search, limit });
  const organizations = answer.value?.organizations ?? none;
  const total = answer.value?.total;
  useActions([
    {
      id: 'organization.new',
      name: 'New organization',
      group: 'Organizations',
      keys: ['w'],
      run: () => setAdding(true),
    },
    {
      id: 'organization.find',
      name: 'Find an organization',
      group: 'Organizations',
      keys: ['/'],
      run: () => document.getElementById('organization-search')?.focus(),
    },
    closeAction({
      id: 'organization.close',
      name: 'Close the organization',
      group: 'Organizations',
      isOpen: organizationId !== null,
      run: () => show(null),
    }),
  ]);
  return (
    <Screen>
      <TopBar
        title="Organizations"
        count={total === undefined ? '' : numberText(total)}
        actions={
          <>
            <ListField
              id="organization-search"
              icon={Search}
              label="Find an organization"
              keys="/"
              value={search}
              onChange={setSearch}
            />
            <AddButton onAdd={() => setAdding(true)}>New organization</AddButton>
          </>
        }
      />
      <DetailBody
        noun="organization"
        detail={
          organizationId === null ? null : (
            <OrganizationDetail
              key={organizationId}
              id={organizationId}
              parts={parts}
              onClose={() => show(null)}
            />
          )
        }
      >
        {answer.status === 'loading' && <Skeleton rows={10} label="Loading organizations" />}
        {answer.status === 'failed' && organizations.length === 0 && (
          <EmptyState icon={Building2} title="The organizations could not be read">
            {answer.error.message} Nothing was lost.
          </EmptyState>
        )}
        {answer.value && organizations.length === 0 && (
          <EmptyState
            icon={Building2}
            title={search === '' ? 'No organizations yet' : 'No organization is called that'}
            action={<AddFirst onAdd={() => setAdding(true)}>New organization</AddFirst>}
          >
            {search === ''
              ? 'Client companies are listed here. Every ticket belongs to one, or to yourself.'
              : 'Words match from their start.'}
          </EmptyState>
        )}
        {organizations.length > 0 && (
          <OrganizationList organizations={organizations} openId={organizationId} onOpen={show} />
        )}
        {total !== undefined && total > organizations.length && (
          <p className={styles['more']}>
            The first {organizations.length} of {numberText(total)}; type to find others.
          </p>
        )}
      </DetailBody>
      {adding && (
        <OrganizationForm
          organization={null}
          onClose={() => setAdding(false)}
          onSaved={(saved) => show(saved.id)}
        />
      )}
    </Screen>
  );
}
