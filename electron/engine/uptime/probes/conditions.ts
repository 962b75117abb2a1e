import type { Condition } from '../../../../shared/monitor-options.ts';
import { jsonText, readJsonPath } from './json-path.ts';

/** What a check saw; only what it could see is there. */
export interface Facts {
  readonly status?: number;
  readonly responseTimeMs?: number;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: string;
  readonly certificateDays?: number | null;
  readonly domainDays?: number | null;
  readonly records?: readonly string[];
}

/** The first condition that does not hold, in words; null where all do. */
export function brokenCondition(conditions: readonly Condition[], facts: Facts): string | null {
  const readJson = jsonReader(facts.body);
  for (const condition of conditions) {
    const { subject, operator, value } = condition;
    const seen = subject.startsWith('json:') ? readJson(subject.slice(5)) : look(subject, facts);
    if (!holds(seen, condition)) {
      return (
        `${subject} ${operator.replaceAll('_', ' ')} ${value}`.trim() + ` does not hold (${shown(seen)})`
      );
    }
  }
  return null;
}

function look(subject: string, facts: Facts): string | undefined {
  if (subject.startsWith('header:')) {
    const header = facts.headers?.[subject.slice(7).toLowerCase()];
    return Array.isArray(header) ? header.join(', ') : header;
  }
  switch (subject) {
    case 'status':
      return text(facts.status);
    case 'response_time':
      return text(facts.responseTimeMs);
    case 'body':
      return facts.body;
    case 'certificate_days':
      return text(facts.certificateDays);
    case 'domain_days':
      return text(facts.domainDays);
    case 'record':
      return facts.records?.join('\n');
    default:
      return undefined;
  }
}

function text(value: number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function jsonReader(body: string | undefined): (path: string) => string | undefined {
  let parsed: { readonly json: unknown } | null | undefined;
  return (path) => {
    parsed ??= parse(body);
    const found = parsed && readJsonPath(parsed.json, path);
    return found === undefined || found === null ? undefined : jsonText(found);
  };
}

function parse(body: string | undefined): { readonly json: unknown } | null {
  try {
    return { json: JSON.parse(body ?? '') as unknown };
  } catch {
    return null; // no JSON: no path leads anywhere
  }
}

function holds(seen: string | undefined, { operator, value }: Condition): boolean {
  if (operator === 'exists') return seen !== undefined;
  if (operator === 'is_not') return seen !== value;
  if (operator === 'contains_not') return !(seen ?? '').includes(value);
  if (seen === undefined) return false;
  switch (operator) {
    case 'is':
      return seen === value;
    case 'contains':
      return seen.includes(value);
    case 'below':
      return Number(seen) < Number(value);
    case 'at_most':
      return Number(seen) <= Number(value);
    case 'above':
      return Number(seen) > Number(value);
    case 'at_least':
      return Number(seen) >= Number(value);
  }
}

function shown(seen: string | undefined): string {
  if (seen === undefined) return 'there is none';
  return seen.length > 60 ? `${seen.slice(0, 60)}…` : seen;
}
