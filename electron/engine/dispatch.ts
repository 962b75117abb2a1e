import { engineContract, type EngineHandlers } from '../../shared/contract.ts';
import type { Caller } from '../../shared/caller.ts';
import { AppError } from '../../shared/errors.ts';
import type { Procedure } from '../../shared/procedure.ts';

type AnyHandler = (caller: Caller, input: unknown) => unknown;

/**
 * Calls a handler by its path (`tickets.get`). The input is parsed here, at the door; behind it types hold.
 * @throws AppError `not_found` for no such procedure, `validation` naming each field that is wrong
 */
export function createDispatch(handlers: EngineHandlers<Caller>) {
  const known = new Map<string, { procedure: Procedure; handler: AnyHandler }>();
  for (const [domain, procedures] of Object.entries(engineContract)) {
    const own = handlers[domain as keyof typeof handlers] as unknown as Readonly<Record<string, AnyHandler>>;
    if (!own) continue;
    for (const [name, procedure] of Object.entries(procedures)) {
      known.set(`${domain}.${name}`, { procedure, handler: own[name]! });
    }
  }

  return async (caller: Caller, path: string, input: unknown): Promise<unknown> => {
    const target = known.get(path);
    if (!target) throw new AppError('not_found', `There is no call named ${path.slice(0, 80)}.`);
    const parsed = target.procedure.input.safeParse(input);
    if (!parsed.success) {
      const issues = parsed.error.issues.slice(0, 20).map((issue) => ({
        path: issue.path.map(String).join('.'),
        message: issue.message,
      }));
      throw new AppError('validation', issues[0]?.message ?? 'The input is not valid.', {
        details: { issues },
      });
    }
    return target.handler(caller, parsed.data);
  };
}
