import { Building2 } from 'lucide-react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { SelectField } from '../../../components/field.tsx';
import { Properties } from '../../../components/detail/property-list.tsx';
import { lineNote } from '../../../components/record-line.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { client, errorMessage } from '../../../lib/client.ts';
import { invalidate } from '../../../lib/answers.ts';
import { showFailure } from '../../../lib/toasts.ts';
import { useAnswer } from '../../../lib/use-answer.ts';

async function map(id: number, remoteId: string, chosen: string): Promise<void> {
  try {
    await client.connections.mapOrganization({
      id,
      remoteId,
      organizationId: chosen === '' ? null : Number(chosen),
    });
    invalidate((path) => path === 'connections.organizations');
  } catch (error) {
    showFailure(`Not changed: ${errorMessage(error)}`);
  }
}

/** The service's clients, and who of ours they are: what is read from now on goes there. */
export function ConnectionClients({ connectionId }: { connectionId: number }) {
  const answer = useAnswer('connections', 'organizations', { id: connectionId });
  const ours = useAnswer('organizations', 'names', {}).value;
  if (answer.value === undefined && answer.status === 'failed')
    return <p className={lineNote}>They could not be read: {answer.error.message}</p>;
  // A choice without ours among its options would show that its records are not taken.
  if (answer.value === undefined || ours === undefined)
    return <Skeleton rows={4} label="Loading the clients" />;
  if (answer.value.length === 0)
    return (
      <EmptyState icon={Building2} title="No organizations were read yet">
        With the first run each of its organizations becomes the one of the same name here, or a new one.
      </EmptyState>
    );
  return (
    <Properties>
      {answer.value.map(({ remoteId, name, organizationId }) => (
        <SelectField
          key={remoteId}
          label={name}
          value={organizationId === null ? '' : String(organizationId)}
          onChange={(event) => void map(connectionId, remoteId, event.target.value)}
        >
          <option value="">Its records are not taken</option>
          {ours.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SelectField>
      ))}
    </Properties>
  );
}
