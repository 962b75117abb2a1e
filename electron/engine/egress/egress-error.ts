/** Why a request did not come to an answer, in words that a log can be filtered by. */
export type EgressErrorKind =
  /** The policy does not let it go there. */
  | 'blocked'
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'reset'
  | 'tls'
  | 'timeout'
  /** The answer is no HTTP, or leads in circles. */
  | 'protocol'
  /** Whoever asked for it gave it up. */
  | 'aborted';

export class EgressError extends Error {
  readonly kind: EgressErrorKind;

  constructor(kind: EgressErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EgressError';
    this.kind = kind;
  }
}

const byCode: Readonly<Record<string, EgressErrorKind>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls',
};

interface SystemError extends Error {
  readonly code?: string;
  readonly syscall?: string;
  /** Of an AggregateError: one for each address that was tried. */
  readonly errors?: readonly unknown[];
}

/** Names what Node says of a name, a connection, its encryption or an answer. */
export function toEgressError(error: unknown): EgressError {
  if (error instanceof EgressError) return error;
  const { code = '', syscall = '', errors, message } = error as SystemError;
  if (errors && errors.length > 0 && message === '') return toEgressError(errors[0]);
  return new EgressError(kindOf(code, syscall), message || code, error);
}

/** What OpenSSL and the check of certificates call their findings. */
const ofEncryption = /CERT|SIGNATURE|SSL|TLS|CRL|ISSUER|HOSTNAME/;

function kindOf(code: string, syscall: string): EgressErrorKind {
  if (syscall === 'getaddrinfo') return 'dns';
  const known = byCode[code];
  if (known) return known;
  if (ofEncryption.test(code)) return 'tls';
  return syscall === '' ? 'protocol' : 'unreachable';
}
