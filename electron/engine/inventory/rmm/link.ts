import type { RmmFacts, RmmQuestion } from '../../../../shared/rmm-device.ts';

/** An asset that a device may be. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly hostname: string | null;
  readonly serialNumber: string | null;
  /** Another device of the same integration is it already. */
  readonly taken: boolean;
}

export type LinkDecision =
  | { readonly kind: 'create' }
  | { readonly kind: 'link'; readonly assetId: number }
  | { readonly kind: 'ask'; readonly question: RmmQuestion; readonly candidates: readonly number[] };

/**
 * Which asset of its organization a new device is. A device is known by its vendor's id alone; serial number and names
 * are hints. They decide only where all of them agree, and whatever is less than that is asked.
 * @param candidates assets whose serial number, host name or name is the device's
 */
export function decideLink(facts: RmmFacts, candidates: readonly Candidate[]): LinkDecision {
  const serial = folded(facts.serialNumber);
  const names = new Set([facts.hostname, facts.name].flatMap(namesOf));
  const bySerial = candidates.filter((each) => serial !== '' && folded(each.serialNumber) === serial);
  const byName = candidates.filter((each) => fits(each, names));
  const ask = (
    question: RmmQuestion,
    first: readonly Candidate[],
    rest: readonly Candidate[] = [],
  ): LinkDecision => ({
    kind: 'ask',
    question,
    candidates: [...new Set([...first, ...rest].map(({ id }) => id))],
  });

  if (bySerial.length > 1) return ask('shared_serial', bySerial, byName);
  const [same] = bySerial;
  if (same) {
    if (same.taken) return ask('taken', bySerial, byName);
    if (byName.length === 0) {
      const isUnnamed = names.size === 0;
      return isUnnamed ? { kind: 'link', assetId: same.id } : ask('serial_other_name', bySerial);
    }
    return byName.includes(same) ? { kind: 'link', assetId: same.id } : ask('two_assets', bySerial, byName);
  }
  if (byName.length === 0) return { kind: 'create' };
  return ask(byName.length > 1 ? 'shared_name' : 'name_only', byName);
}

/** A host name as people and systems shorten it: with its domain and without. */
function namesOf(name: string | null | undefined): string[] {
  const whole = folded(name);
  if (whole === '') return [];
  const isAddress = /^[\d.]+$/.test(whole);
  return isAddress ? [whole] : [whole, whole.split('.')[0]!].filter((each) => each !== '');
}

function fits({ name, hostname }: Candidate, names: ReadonlySet<string>): boolean {
  return [name, hostname].flatMap(namesOf).some((each) => names.has(each));
}

function folded(text: string | null | undefined): string {
  return text?.trim().toLowerCase() ?? '';
}
