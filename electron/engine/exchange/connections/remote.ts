import type { RemoteField, RemoteValues } from '../../../../shared/remote.ts';
import type { TicketMessage } from '../../../../shared/ticket.ts';

/** Endpoint groups that a service limits by themselves, beside all of a key together. */
export type EndpointGroup = 'tickets' | 'assets' | 'organizations' | 'users' | 'other';

/** One request as a service documents it, and what its answer means. Nothing is sent by it. */
export interface RemoteCall<T> {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Behind the base address, without a slash at its start. */
  readonly path: string;
  readonly group: EndpointGroup;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined where it is not the documented answer: then nothing is taken from it. */
  readonly read: (json: unknown) => T | undefined;
}

export interface RemoteMessage {
  readonly remoteId: string;
  readonly sender: TicketMessage['sender'];
  readonly text: string;
  readonly createdAt: number;
}

export interface RemoteTicket {
  readonly remoteId: string;
  /** What the answer tells, in our words; people are theirs: `assignee` is an id there. */
  readonly values: Omit<RemoteValues, 'assigneeId'>;
  /** Absent where it is not told, null where nobody has it. */
  readonly assignee?: string | null;
  readonly deviceId?: string | null;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  /** Null where the answer has none: it may have some. */
  readonly messages: readonly RemoteMessage[] | null;
  /** By which a ticket that was opened from here is known again. */
  readonly marker: string | null;
}

export interface RemoteAsset {
  readonly remoteId: string;
  readonly remoteOrganizationId: string | null;
  readonly updatedAt: number | null;
  /** Fields of our assets, by our names. */
  readonly fields: Readonly<Record<string, string | null>>;
}

export interface RemoteName {
  readonly remoteId: string;
  readonly name: string;
  readonly email?: string | null;
}

/** One page of a list. `total` and `more` are null where the service does not tell. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number | null;
  readonly more: boolean | null;
}

export interface PagedList<T> {
  readonly perPage: number;
  /** @param page from 1 */
  page(page: number): RemoteCall<Page<T>>;
}

export interface NewRemoteTicket {
  readonly values: RemoteValues;
  readonly assignee: string | null;
  readonly deviceId: string | null;
  readonly marker: string;
}

/** What one kind of service can do, as its documentation says; what is missing it does not document. */
export interface Remote {
  readonly name: string;
  /** Puts a path behind the base address as people copy it from the documentation. */
  readonly base: (url: string) => string;
  /** Requests a minute of one group, as a share of those of the key; 1 where groups have no limit of their own. */
  readonly groupShare: number;
  readonly users?: PagedList<RemoteName>;
  readonly organizations?: PagedList<RemoteName>;
  readonly assets?: PagedList<RemoteAsset>;
  readonly tickets?: {
    readonly list: PagedList<RemoteTicket>;
    /** Whether a line of the list is all that the service tells of a ticket. */
    readonly listIsWhole: boolean;
    readonly get?: (remoteId: string) => RemoteCall<RemoteTicket>;
    readonly create?: {
      /** Answers the ticket, as far as the service tells of it. */
      readonly call: (ticket: NewRemoteTicket) => RemoteCall<RemoteTicket>;
      readonly fields: readonly RemoteField[];
    };
    readonly update?: {
      readonly call: (
        remoteId: string,
        values: RemoteValues,
        assignee: string | null | undefined,
      ) => RemoteCall<RemoteTicket>;
      readonly fields: readonly RemoteField[];
    };
  };
  /** Why not, for what is missing above; shown to technicians. */
  readonly cannot: {
    readonly tickets?: string;
    readonly create?: string;
    readonly update?: string;
    readonly fields?: string;
    readonly messages: string;
    readonly merge: string;
    readonly assets?: string;
  };
}
