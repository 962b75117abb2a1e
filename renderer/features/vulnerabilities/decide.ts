import type { Finding, SoftwareMatch } from '../../../shared/vulnerability.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { plural, ticketNumber } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { showFailure, showToast, showUndo } from '../../lib/toasts.ts';

type Decided = Pick<SoftwareMatch, 'vulnerabilityId' | 'buildId' | 'productId' | 'name' | 'version'>;

const nameOf = ({ name, version }: Decided): string => `${name} ${version}`.trim();

async function tell(failed: string, change: () => Promise<void>): Promise<void> {
  try {
    await change();
  } catch (error) {
    showFailure(`${failed}: ${errorMessage(error)}`);
  }
}

/** What was said of a match, taken back: of its product, and of its version where that was said too. */
function takeBack(match: Decided): () => void {
  const { vulnerabilityId, productId, buildId } = match;
  return () =>
    void tell('Not taken back', async () => {
      await client.vulnerabilities.undecide({ vulnerabilityId, productId, buildId });
      await client.vulnerabilities.undecide({ vulnerabilityId, productId, buildId: null });
    });
}

export const confirmMatch = (match: Decided): Promise<void> =>
  tell('Not confirmed', async () => {
    await client.vulnerabilities.confirm({ vulnerabilityId: match.vulnerabilityId, buildId: match.buildId });
    showUndo(`${nameOf(match)} is affected, wherever it is`, takeBack(match));
  });

export const rejectMatch = (match: Decided, what: 'product' | 'version'): Promise<void> =>
  tell('Not rejected', async () => {
    const { vulnerabilityId, buildId } = match;
    await client.vulnerabilities.reject({ vulnerabilityId, buildId, what });
    const words =
      what === 'product' ? `${match.name} is another product` : `${nameOf(match)} is not affected`;
    showUndo(words, takeBack(match));
  });

export const undecide = (vulnerabilityId: number, productId: number, buildId: number | null): Promise<void> =>
  tell('Not taken back', async () => {
    await client.vulnerabilities.undecide({ vulnerabilityId, productId, buildId });
    showToast('It waits for a decision again');
  });

function showChanged(
  changed: { readonly changeId: string; readonly records: readonly Finding[] },
  done: string,
): void {
  const { changeId, records } = changed;
  showUndo(
    `${plural(records.length, 'finding')} ${done}`,
    () => void tell('Not taken back', async () => void (await client.vulnerabilities.undo({ changeId }))),
  );
}

/** @throws what the engine refuses, for the form that asked */
export async function suppress(ids: readonly number[], reason: string, until: number | null): Promise<void> {
  showChanged(await client.vulnerabilities.suppress({ ids: [...ids], reason, until }), 'suppressed');
}

/** @throws what the engine refuses, for the form that asked */
export async function markFixed(ids: readonly number[], evidence: string): Promise<void> {
  showChanged(await client.vulnerabilities.markFixed({ ids: [...ids], evidence }), 'closed by evidence');
}

export const reopen = (ids: readonly number[]): Promise<void> =>
  tell('Not opened again', async () => {
    showChanged(await client.vulnerabilities.reopen({ ids: [...ids] }), 'open again');
  });

/** The ticket about a finding: made or found, and shown. */
export const openTicketOf = (findingId: number): Promise<void> =>
  tell('No ticket was made', async () => {
    const { ticketId, created } = await client.vulnerabilities.openTicket({ findingId });
    showToast(`${ticketNumber(ticketId)} ${created ? 'was made' : 'is about it already'}`);
    navigate({ screen: 'tickets', source: { kind: 'view', view: 'all' }, ticketId });
  });
