import type { AlertSeverity } from '../../../../../shared/alert.ts';
import { mspOrganizationId } from '../../../../../shared/organization.ts';

export interface ToldItem {
  readonly organizationId: number;
  readonly severity: AlertSeverity | null;
  readonly title: string;
  readonly detail: string;
}

export interface Composed {
  readonly organizationId: number;
  readonly severity: AlertSeverity | null;
  readonly subject: string;
  readonly message: string;
}

const longestSubject = 180;
const bySeverity: readonly AlertSeverity[] = ['critical', 'warning', 'info'];

/**
 * One message of what a step has to tell, whether that is one thing or many.
 * @param items at least one
 * @param waitedMinutes since it happened, where nobody has answered
 */
export function compose(
  items: readonly ToldItem[],
  waitedMinutes: number,
  organizationName: (id: number) => string,
): Composed {
  const first = items[0]!;
  const organizations = new Set(items.map(({ organizationId }) => organizationId));
  const organizationId = organizations.size === 1 ? first.organizationId : mspOrganizationId;
  const severity = bySeverity.find((each) => items.some((item) => item.severity === each)) ?? null;
  const unanswered = waitedMinutes > 0 ? `Unanswered for ${inWords(waitedMinutes)}: ` : '';
  const whose = organizations.size === 1 ? ` (${organizationName(organizationId)})` : '';
  const more = items.length > 1 ? ` and ${items.length - 1} more` : '';
  return {
    organizationId,
    severity,
    subject: oneLine(`${unanswered}${shortened(oneLine(first.title))}${more}${whose}`),
    message: items.length === 1 ? first.detail.trim() || first.title : `${items.length} things happened:`,
  };
}

/** What others wrote may hold line ends, which a subject must not. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function shortened(text: string): string {
  return text.length > longestSubject ? `${text.slice(0, longestSubject - 1)}…` : text;
}

function inWords(minutes: number): string {
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`;
}
