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
  /** What is wrong and nobody is at. */
  readonly open: number;
  /** What is wrong and somebody is at, or that is muted. */
  readonly acknowledged: number;
  readonly vaultIsOpen: boolean;
}

export function trayLook({ offline, open, acknowledged, vaultIsOpen }: TrayFacts): TrayLook {
  if (offline) return { kind: 'offline' };
  if (open > 0) return { kind: 'down', count: open };
  if (acknowledged > 0) return { kind: 'acknowledged', count: acknowledged };
  return vaultIsOpen ? { kind: 'well' } : { kind: 'locked' };
}

/** The icon in words, for hover and for screen readers. */
export function trayWords(facts: TrayFacts): string {
  const { open, acknowledged, vaultIsOpen } = facts;
  const alerts = [
    open > 0 ? `${open} down` : '',
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
