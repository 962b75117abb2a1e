import type { Caller } from '../../../../shared/caller.ts';
import type { BreachAddress, BreachReport } from '../../../../shared/breach.ts';
import type { BreachAddressFilter } from '../../../../shared/breaches-contract.ts';
import type { ReadableDb } from '../../database/db.ts';
import { readRecords } from '../../database/records/read-records.ts';
import { countRecords } from '../../database/records/record-list.ts';
import type { RecordQuery } from '../../database/records/record-query.ts';
import { mayReach } from '../../database/tenancy.ts';
import { addressTable } from './address-table.ts';
import { readChecks, readExposures, readPastes } from './exposure-repository.ts';

type ListInput = Pick<RecordQuery<BreachAddress>, 'search' | 'sort' | 'offset' | 'limit'> & {
  readonly filter: BreachAddressFilter;
};

export type BreachLists = ReturnType<typeof createBreachLists>;

/** What is known of addresses, within the caller's reach. */
export function createBreachLists(db: ReadableDb) {
  const { reach, list, boundQuery } = readRecords(db, addressTable, 'address');

  function report(caller: Caller, id: number): BreachReport {
    return {
      ...reach(caller, id),
      found: readExposures(db, id),
      pasted: readPastes(db, id),
      checks: readChecks(db, id),
    };
  }

  return {
    reach,
    report,
    list(caller: Caller, { filter, sort, ...page }: ListInput) {
      const order = sort.length > 0 ? sort : ([{ field: 'email', descending: false }] as const);
      return list(caller, { ...page, ...narrowing(filter), sort: order });
    },
    counts(caller: Caller, organizationId: number | undefined) {
      const count = (filter: BreachAddressFilter): number => {
        const mine = boundQuery(caller, { ...narrowing({ ...filter, organizationId }), ...everything });
        return mine ? countRecords(db, addressTable, mine) : 0;
      };
      return {
        addresses: count({}),
        watched: count({ watched: true }),
        found: count({ standing: ['found'] }),
        clean: count({ standing: ['clean'] }),
        notChecked: count({ standing: ['not_checked'] }),
      };
    },
    timeline(caller: Caller, organizationId: number | undefined, limit: number) {
      const only = organizationId ?? caller.organizationId;
      if (only !== null && !mayReach(caller, only)) return [];
      return db
        .all<Omit<TimelineRow, 'ignored'> & { readonly ignored: number }>(
          `SELECT e.id AS exposureId, e.address_id AS addressId, e.organization_id AS organizationId, a.email, e.name,
             e.breach_date AS date, e.severity, e.first_seen_at AS firstSeenAt, e.ignored_reason IS NOT NULL AS ignored
           FROM breach_exposure e JOIN breach_address a ON a.id = e.address_id
           ${only === null ? '' : 'WHERE e.organization_id = ?'} ORDER BY e.first_seen_at DESC, e.id DESC LIMIT ?`,
          only === null ? [limit] : [only, limit],
        )
        .map((row) => ({ ...row, ignored: row.ignored === 1 }));
    },
  };
}

interface TimelineRow {
  readonly exposureId: number;
  readonly addressId: number;
  readonly organizationId: number;
  readonly email: string;
  readonly name: string;
  readonly date: string | null;
  readonly severity: BreachAddress['severity'] & string;
  readonly firstSeenAt: number;
  readonly ignored: boolean;
}

const everything = { search: '', sort: [], offset: 0, limit: 1 };

function narrowing({
  organizationId,
  watched,
  standing,
}: { [K in keyof BreachAddressFilter]: BreachAddressFilter[K] | undefined }) {
  return {
    equals: {
      ...(organizationId !== undefined && { organizationId }),
      ...(watched !== undefined && { watched }),
    },
    among: { ...(standing && { standing }) },
    conditions: [],
  };
}
