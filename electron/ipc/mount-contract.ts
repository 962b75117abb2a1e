import { parse as parseJson } from 'secure-json-parse';
import { failure, toEnvelope } from '../../shared/envelope.ts';
import { AppError } from '../../shared/errors.ts';
import type { Contract, Handlers, Procedure } from '../../shared/procedure.ts';

/** Answers one call with an envelope as JSON text; never rejects. */
export type Door = (path: unknown, inputText: unknown) => Promise<string>;

export interface DoorDeps<Shell extends Contract> {
  /** Served here, by main. */
  readonly shell: { readonly contract: Shell; readonly handlers: Handlers<Shell, null> };
  /** Checked here, answered by the engine. */
  readonly engine: {
    readonly contract: Contract;
    readonly call: (path: string, input: unknown) => Promise<string>;
  };
  readonly report: (error: unknown) => void;
}

/** More than the largest reply with its escapes; beyond it nobody is typing. */
const maxInputLength = 2_000_000;
/** More than any screen asks at once; beyond it a page has lost control of itself. */
const maxInFlight = 500;

type Route = (input: unknown) => Promise<string>;

function parseInput(procedure: Procedure, text: unknown): unknown {
  if (typeof text !== 'string' || text.length > maxInputLength) {
    throw new AppError('too_large', 'The call holds more than Techbench takes at once.');
  }
  let value: unknown;
  try {
    value = parseJson(text, { protoAction: 'error', constructorAction: 'error' });
  } catch (cause) {
    throw new AppError('malformed', 'The call could not be read.', { cause });
  }
  const parsed = procedure.input.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }));
  const [first] = issues;
  throw new AppError('validation', first ? `${first.path || 'input'}: ${first.message}` : 'Not valid.', {
    details: { issues },
  });
}

function proceduresOf(contract: Contract): [path: string, procedure: Procedure][] {
  return Object.entries(contract).flatMap(([domain, procedures]) =>
    Object.entries(procedures).map(([name, procedure]): [string, Procedure] => [
      `${domain}.${name}`,
      procedure,
    ]),
  );
}

function shellRoute(
  run: (caller: null, input: unknown) => unknown,
  report: DoorDeps<Contract>['report'],
): Route {
  return async (input) => JSON.stringify(await toEnvelope(() => run(null, input), report));
}

/** The renderer's door: every path of both contracts, each input parsed before anybody sees it. */
export function createDoor<Shell extends Contract>({ shell, engine, report }: DoorDeps<Shell>): Door {
  const routes = new Map<string, { procedure: Procedure; route: Route }>();
  const handlers = shell.handlers as Record<
    string,
    Record<string, (caller: null, input: unknown) => unknown>
  >;
  for (const [path, procedure] of proceduresOf(engine.contract)) {
    routes.set(path, { procedure, route: (input) => engine.call(path, input) });
  }
  for (const [path, procedure] of proceduresOf(shell.contract)) {
    const [domain = '', name = ''] = path.split('.');
    const handler = handlers[domain]?.[name];
    if (!handler) throw new Error(`Nothing serves ${path}`);
    routes.set(path, { procedure, route: shellRoute(handler, report) });
  }

  let inFlight = 0;
  return async (path, inputText) => {
    const known = typeof path === 'string' ? routes.get(path) : undefined;
    if (!known) return JSON.stringify(failure('not_found', 'There is no such call.'));
    if (inFlight >= maxInFlight) return JSON.stringify(failure('rate_limited', 'Too many calls at once.'));
    // Counted before the first await: a flood arrives within one turn.
    inFlight += 1;
    try {
      const parsed = await toEnvelope(() => parseInput(known.procedure, inputText), report);
      return parsed.ok ? await known.route(parsed.value) : JSON.stringify(parsed);
    } finally {
      inFlight -= 1;
    }
  };
}
