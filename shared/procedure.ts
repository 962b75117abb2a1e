import type { z } from 'zod';

/**
 * One callable thing between renderer and engine (or main): what goes in, what comes out.
 * Every other type of the path (client, handler, wire) is derived from a tree of these.
 */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}

export type Domain = Readonly<Record<string, Procedure>>;
export type Contract = Readonly<Record<string, Domain>>;

export function procedure<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> {
  return { input, output };
}

/** What a caller passes: defaults of the schema may be left out. */
export type InputOf<P extends Procedure> = z.input<P['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInputOf<P extends Procedure> = z.output<P['input']>;
export type OutputOf<P extends Procedure> = z.output<P['output']>;

/** The caller's side of a contract: `client.tickets.get({ id })`. */
export type Client<C extends Contract> = {
  readonly [D in keyof C]: {
    readonly [P in keyof C[D]]: (input: InputOf<C[D][P]>) => Promise<OutputOf<C[D][P]>>;
  };
};

/** What a domain must return: one handler for each procedure, given who calls. */
export type DomainHandlers<D extends Domain, Caller> = {
  readonly [P in keyof D]: (
    caller: Caller,
    input: ParsedInputOf<D[P]>,
  ) => OutputOf<D[P]> | Promise<OutputOf<D[P]>>;
};

/** The same for handlers that answer at once, so that several can run inside one transaction. */
export type SyncDomainHandlers<D extends Domain, Caller> = {
  readonly [P in keyof D]: (caller: Caller, input: ParsedInputOf<D[P]>) => OutputOf<D[P]>;
};

export type Handlers<C extends Contract, Caller> = {
  readonly [D in keyof C]: DomainHandlers<C[D], Caller>;
};

/** What travels back over IPC for each call. */
export type Envelope =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: string; readonly details?: unknown };
    };
