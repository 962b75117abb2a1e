import type { SoftwareMatch } from '../../../shared/vulnerability.ts';
import { Picker, type PickerOption } from '../../components/picker.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import { confirmMatch, rejectMatch } from './decide.ts';
import { assetsText, judgementLabels } from './vulnerability-words.ts';

interface MatchPickerProps {
  vulnerabilityId: number;
  onClose: () => void;
}

const none: readonly SoftwareMatch[] = [];

function useCandidates(id: number): readonly SoftwareMatch[] {
  const { matches = none } = useAnswer('vulnerabilities', 'get', { id }).value ?? {};
  return matches.filter(({ state }) => state === 'candidate');
}

const optionOf = ({ buildId, name, version, assets, judgement }: SoftwareMatch): PickerOption => ({
  id: String(buildId),
  label: `${name} ${version}`.trim(),
  hint: `${assetsText(assets)}, ${judgementLabels[judgement]}`,
});

/** Which software is meant; what is picked is confirmed wherever it is. */
export function ConfirmPicker({ vulnerabilityId, onClose }: MatchPickerProps) {
  const candidates = useCandidates(vulnerabilityId);
  return (
    <Picker
      title="Confirm: this software is affected"
      placeholder="Which software is meant?"
      options={candidates.map(optionOf)}
      emptyText="Nothing waits for a decision here."
      onPick={({ id }) => {
        const match = candidates.find(({ buildId }) => String(buildId) === id);
        if (match) void confirmMatch(match);
      }}
      onClose={onClose}
    />
  );
}

/** Which software is not meant, or which version of it is not affected. */
export function RejectPicker({ vulnerabilityId, onClose }: MatchPickerProps) {
  const candidates = useCandidates(vulnerabilityId);
  const choices = candidates.flatMap((match) => [
    ...(match.productKnown ? [] : [{ match, what: 'product' as const, words: 'is another product' }]),
    { match, what: 'version' as const, words: 'is not affected' },
  ]);
  return (
    <Picker
      title="Reject"
      placeholder="What is not so?"
      options={choices.map(({ match, what, words }) => {
        const { label, hint } = optionOf(match);
        return {
          id: `${match.buildId} ${what}`,
          label: `${what === 'product' ? match.name : label} ${words}`,
          hint,
        };
      })}
      emptyText="Nothing waits for a decision here."
      onPick={({ id }) => {
        const choice = choices.find(({ match, what }) => id === `${match.buildId} ${what}`);
        if (choice) void rejectMatch(choice.match, choice.what);
      }}
      onClose={onClose}
    />
  );
}
