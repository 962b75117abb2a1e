import type { Condition } from '../../../shared/monitor-options.ts';

/** How each operator is written in a line; the longer ones first, so that `is not` is never read as `is`. */
const operators: readonly (readonly [words: string, operator: Condition['operator']])[] = [
  ['does not contain', 'contains_not'],
  ['contains', 'contains'],
  ['is not', 'is_not'],
  ['is at most', 'at_most'],
  ['is at least', 'at_least'],
  ['is below', 'below'],
  ['is above', 'above'],
  ['is', 'is'],
  ['exists', 'exists'],
];

const subject =
  /^(status|response_time|body|certificate_days|domain_days|record|header:[A-Za-z0-9-]+|json:\S*)\s+/;

/** `json:data.state is ok`: one condition as a line of text. */
export function conditionText({ subject: about, operator, value }: Condition): string {
  const words = operators.find(([, each]) => each === operator)?.[0] ?? operator;
  return [about, words, value].filter(Boolean).join(' ');
}

/** Reads a line that `conditionText` would write; null where it is none. */
export function parseCondition(line: string): Condition | null {
  const found = subject.exec(line);
  if (!found) return null;
  const rest = line.slice(found[0].length).trim();
  const operator = operators.find(([words]) => rest === words || rest.startsWith(`${words} `));
  if (!operator) return null;
  const value = rest.slice(operator[0].length).trim();
  if ((operator[1] === 'exists') !== (value === '')) return null;
  return { subject: found[1]!, operator: operator[1], value };
}
