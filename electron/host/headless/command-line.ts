import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The arguments make no sense; nothing was done. */
export class UsageError extends Error {}

export interface Given {
  /** Values of options that were given, by their name. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** What is no option, as many as the verb names. */
  readonly operands: readonly string[];
}

export interface Verb {
  /** How it is called, without its options: `key rotate <id>`. */
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  /** Does the work and returns the exit code. */
  run(given: Given): Promise<number>;
}

/** Options that every verb takes: they say which data folder, and where the key of its secrets lies. */
export const commonOptions = {
  data: { type: 'string' },
  keystore: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/**
 * Finds the verb (one word or two) and reads its options and operands.
 * @throws UsageError
 */
export function readCommandLine(
  args: readonly string[],
  verbs: Readonly<Record<string, Verb>>,
): Given & { readonly verb: Verb } {
  const [first = '', second = ''] = args;
  const words = Object.hasOwn(verbs, `${first} ${second}`) ? 2 : 1;
  const name = args.slice(0, words).join(' ');
  if (!Object.hasOwn(verbs, name)) throw new UsageError(unknownVerb(first, verbs));
  const verb = verbs[name]!;
  const { values, positionals } = parse(verb, args.slice(words));
  const wanted = verb.usage.match(/<\w+>/g)?.length ?? 0;
  if (positionals.length !== wanted) throw new UsageError(`Usage: ${verb.usage} [options]`);
  return { verb, options: values, operands: positionals };
}

/** Whether help is asked for, as `help`, `--help` or `-h` anywhere before `--`. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const read = end === -1 ? args : args.slice(0, end);
  return args[0] === 'help' || read.includes('--help') || read.includes('-h');
}

/** A line for the verb that the words before the first option name, or that begin so; for all where there is none. */
export function helpOn(args: readonly string[], verbs: Readonly<Record<string, Verb>>): string[] {
  const words = args[0] === 'help' ? args.slice(1) : args;
  const firstOption = words.findIndex((each) => each.startsWith('-'));
  const said = `${words.slice(0, firstOption === -1 ? undefined : firstOption).join(' ')} `;
  const lines = Object.entries(verbs)
    .filter(([name]) => said !== ' ' && (`${name} `.startsWith(said) || said.startsWith(`${name} `)))
    .map(([, verb]) => lineOf(verb));
  return lines.length > 0 ? lines : Object.values(verbs).map(lineOf);
}

function lineOf({ usage, options }: Verb): string {
  const all: ParseArgsOptionsConfig = { ...options, ...commonOptions };
  const given = Object.entries(all).map(([name, { type }]) =>
    type === 'boolean' ? `[--${name}]` : `[--${name} <value>]`,
  );
  return [usage, ...given].join(' ');
}

function parse(verb: Verb, args: string[]): { values: Given['options']; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...commonOptions, ...verb.options },
      allowPositionals: true,
      strict: true,
    });
    return { values, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function unknownVerb(verb: string, verbs: Readonly<Record<string, Verb>>): string {
  const known = Object.values(verbs).map(({ usage }) => usage);
  const said = verb === '' ? 'No verb was given.' : `Unknown verb "${verb}".`;
  return `${said} Known are: ${known.join(', ')}. With --help each tells its options.`;
}

/** The text of an option, or undefined where it was not given. */
export function text(given: Given, name: string): string | undefined {
  const value = given.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageError where the option is given and is no whole number within the bounds */
export function wholeNumber(given: Given, name: string, min: number, max: number): number | undefined {
  const value = text(given, name);
  if (value === undefined) return undefined;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError(`--${name} must be a whole number from ${min} to ${max}.`);
}

/** @throws UsageError where the option is given and is none of the words */
export function word<const W extends readonly string[]>(
  given: Given,
  name: string,
  words: W,
): W[number] | undefined {
  const value = text(given, name);
  if (value === undefined || words.includes(value)) return value;
  throw new UsageError(`--${name} must be one of ${words.join(', ')}.`);
}

/**
 * A secret, from the variable that an option like `--password-env` names: it never stands on a command line.
 * @throws UsageError where the variable is named and not set
 */
export function fromEnvironment(given: Given, option: string): string | undefined {
  const variable = text(given, option);
  if (variable === undefined) return undefined;
  const value = process.env[variable];
  if (!value) throw new UsageError(`The environment variable ${variable} is not set.`);
  return value;
}
