/** What the icon beside the clock says, worst first; each has a shape of its own, so that it reads in grey. */
export type TrayLook =
  | { readonly kind: 'offline' }
  | { readonly kind: 'down'; readonly count: number }
  | { readonly kind: 'acknowledged'; readonly count: number }
  | { readonly kind: 'locked' }
  | { readonly kind: 'well' };

export interface TrayFacts {
  /** This machine has no connection: nothing is judged. */
  readonly offline: boolean;
  /** What is down and nobody is at, and what else wants somebody. */
  readonly down: number;
  readonly alerts: number;
  /** What is wrong and somebody is at, or that is muted. */
  readonly acknowledged: number;
  readonly vaultIsOpen: boolean;
}

export function trayLook({ offline, down, alerts, acknowledged, vaultIsOpen }: TrayFacts): TrayLook {
  if (offline) return { kind: 'offline' };
  if (down + alerts > 0) return { kind: 'down', count: down + alerts };
  if (acknowledged > 0) return { kind: 'acknowledged', count: acknowledged };
  return vaultIsOpen ? { kind: 'well' } : { kind: 'locked' };
}

/** The icon in words, for hover and for screen readers. */
export function trayWords(facts: TrayFacts): string {
  const { down, alerts: others, acknowledged, vaultIsOpen } = facts;
  const alerts = [
    down > 0 ? `${down} down` : '',
    others > 0 ? `${others} ${others === 1 ? 'alert' : 'alerts'}` : '',
    acknowledged > 0 ? `${acknowledged} acknowledged` : '',
  ].filter(Boolean);
  const state = facts.offline
    ? 'offline, nothing is judged'
    : alerts.length === 0
      ? 'all well'
      : alerts.join(', ');
  return `Techbench: ${state}${vaultIsOpen ? '' : ', vault locked'}`;
}

/** What a badge can hold: `9+` from ten on. */
export function badgeText(count: number): string {
  return count > 9 ? '9+' : String(count);
}
