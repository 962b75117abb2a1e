import type { AlertSeverity } from '../../../shared/alert.ts';
import { standingOf, type BreachAddress, type BreachContact } from '../../../shared/breach.ts';
import { momentTime, plural } from '../../lib/format.ts';
import type { StateShape } from '../../lib/state-shape.ts';

export const standingLabels: Readonly<Record<BreachAddress['standing'], string>> = {
  found: 'Found',
  clean: 'Clean',
  not_checked: 'Not checked',
};

export const severityLabels: Readonly<Record<AlertSeverity, string>> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'Minor',
};
export const severityShapes: Readonly<Record<AlertSeverity, StateShape>> = {
  critical: 'bad',
  warning: 'warn',
  info: 'plain',
};

export const contactLabels: Readonly<Record<BreachContact['from'][number], string>> = {
  technician: 'technician',
  ticket: 'tickets',
  login: 'vault',
  asset: 'assets',
};

export function shapeOf({ standing, severity, exposures }: BreachAddress): StateShape {
  if (standing === 'clean') return 'good';
  if (standing === 'not_checked') return 'gone';
  return exposures === 0 ? 'plain' : severityShapes[severity ?? 'info'];
}

/** In a few words, for a line. */
export function standingText(address: BreachAddress): string {
  if (address.standing !== 'found') return standingLabels[address.standing];
  if (address.exposures === 0) return address.pastes > 0 ? plural(address.pastes, 'paste') : 'All ignored';
  return plural(address.exposures, 'breach', 'breaches');
}

/** In a sentence: what is known, by whom and since when, or why nothing is. */
export function standingSentence(address: BreachAddress, now: number): string {
  const standing = standingOf(address);
  const by = (source: string, at: number) => `${source}, ${momentTime(at, now)}`;
  switch (standing.state) {
    case 'found': {
      const pastes = address.pastes > 0 ? ` and ${plural(address.pastes, 'paste')}` : '';
      return `In ${plural(standing.count, 'breach', 'breaches')}${pastes}, by ${by(standing.source, standing.checkedAt)}.`;
    }
    case 'clean':
      return `In no breach that ${by(standing.source, standing.checkedAt)} knew of.`;
    case 'not_checked': {
      const { last } = standing;
      if (!last) return standing.detail;
      const before = last.answer === 'found' ? 'breaches were found' : 'nothing was found';
      return `${standing.detail} Last checked by ${by(last.source, last.checkedAt)}: ${before}.`;
    }
  }
}

/** `email`, `ip_address`: as people write them. */
export function dataWords(dataTypes: readonly string[]): string {
  return dataTypes.map((type) => type.replaceAll('_', ' ')).join(', ');
}
