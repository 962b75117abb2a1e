import { EgressError, toEgressError, type EgressErrorKind } from '../../egress/egress-error.ts';

const words: Readonly<Record<EgressErrorKind, string | null>> = {
  blocked: null,
  dns: 'Its name could not be resolved',
  refused: 'Connection refused',
  unreachable: 'Not reachable',
  reset: 'The connection was cut',
  tls: 'Encryption failed',
  timeout: 'Connection timed out',
  protocol: 'The answer could not be understood',
  aborted: 'Given up',
};

/** What a connection met, in words for a list; they stay the same as long as the cause does. */
export function sayFailure(error: unknown): string {
  const known = error instanceof EgressError ? error : toEgressError(error);
  const plain = words[known.kind];
  if (plain === null) return known.message;
  return known.kind === 'tls' || known.kind === 'protocol' ? `${plain}: ${known.message}` : plain;
}
