import type { RmmFacts } from '../../../../shared/rmm-device.ts';
import type { Session, SessionWays } from './session.ts';

/** One page of a list. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** How many there are in all, where the vendor says so. */
  readonly expected: number | null;
}

export interface VendorSite {
  readonly externalId: string;
  readonly name: string;
}

/** A device as a list or a look at its details tells of it. What it does not say is left out. */
export interface VendorDevice {
  readonly externalId: string;
  readonly siteExternalId?: string;
  readonly siteName?: string;
  readonly facts: RmmFacts;
  /** The vendor says that it is no more. */
  readonly removed?: boolean;
  /** Changes when a look at its details would tell something new. */
  readonly detailKey?: string;
  readonly raw: unknown;
}

/** What a look at details adds to a device that the list has. */
export interface VendorDetail {
  readonly externalId: string;
  readonly facts: RmmFacts;
  /** By the vendor's own name for them. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A device whose details or software are to be read. */
export interface DueDevice {
  readonly externalId: string;
  readonly detailKey: string | null;
}

export interface VendorProgram {
  readonly deviceExternalId: string;
  readonly vendor: string;
  readonly name: string;
  readonly version: string;
}

export interface ProgramPage {
  readonly rows: readonly VendorProgram[];
  /** Devices of which, with this page, all programs were told. */
  readonly complete: readonly string[];
}

export interface VendorAlert {
  readonly externalId: string;
  readonly deviceExternalId: string | null;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly title: string;
  readonly detail: string;
  /** Changes when the vendor says something new of it. */
  readonly told: string;
}

/**
 * What an RMM can be asked, the same for all vendors. Each list goes on to the vendor's own end signal; one that is
 * shorter than it says, or that turns in circles, throws.
 */
export interface Reader {
  sites(): AsyncIterable<Page<VendorSite>>;
  devices(): AsyncIterable<Page<VendorDevice>>;
  /** @param due devices with news behind their details; a vendor that lists details of all does not ask for it */
  details(due: () => readonly DueDevice[]): AsyncIterable<readonly VendorDetail[]>;
  /** @param due devices whose software was not read for a day */
  software(due: () => readonly DueDevice[]): AsyncIterable<ProgramPage>;
  /** Alerts that go on now. */
  alerts(): AsyncIterable<Page<VendorAlert>>;
}

/** One file a vendor. */
export interface Connector {
  /** How it is signed in to and how fast it may be asked. */
  readonly ways: SessionWays;
  read(session: Session): Reader;
}
