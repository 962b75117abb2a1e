import type { Caller } from '../../../../shared/caller.ts';
import { newMonitor, type Monitor } from '../../../../shared/monitor.ts';
import type { MonitorInFile } from '../../../../shared/monitor-file.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { Records } from '../../database/records/records.ts';

export interface ToFileDeps {
  readonly records: Pick<Records<Monitor>, 'list'>;
  readonly organizationName: (id: number) => string | undefined;
  readonly caller: Caller;
  readonly organizationId: number | undefined;
}

const decided = Object.keys(newMonitor.shape) as (keyof typeof newMonitor.shape)[];

/** Everything that a person decided of each monitor that the caller may know of; the MSP's own name no client. */
export function monitorsInFile({
  records,
  organizationName,
  caller,
  organizationId,
}: ToFileDeps): MonitorInFile[] {
  const { rows } = records.list(caller, {
    equals: organizationId === undefined ? {} : { organizationId },
    among: {},
    conditions: [],
    search: '',
    sort: [],
    offset: 0,
    limit: 100_000,
  });
  return rows.map((monitor) => {
    const fields = Object.fromEntries(decided.map((field) => [field, monitor[field]]));
    const { organizationId: _organizationId, parentId, options, ...rest } = newMonitor.parse(fields);
    const isOwn = monitor.organizationId === mspOrganizationId;
    const organization = isOwn ? '' : (organizationName(monitor.organizationId) ?? '');
    // What the vault keeps is named and not told; under which name is nobody else's matter.
    const { kept: _kept, ...told } = options;
    return { ...rest, options: told, ref: monitor.id, organization, parent: parentId };
  });
}
