import { Dices } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { KeptSecret } from './kept-secret.tsx';
import { useComparison } from './use-comparison.ts';
import { useEstimate } from './use-estimate.ts';

interface NewPasswordFieldProps {
  /** Null keeps the one that the entry has. */
  value: string | null;
  /** What a guesser would try first: the other fields. */
  words: readonly string[];
  error: string | undefined;
  onChange: (value: string | null) => void;
  /** Asks for the generator, which lies over the whole form. */
  onMake: () => void;
}

/** A password being chosen: typed or made, with how strong it is while that is still of use. */
export function NewPasswordField({ value, words, error, onChange, onMake }: NewPasswordFieldProps) {
  const estimate = useEstimate(value ?? '', words);
  const leaks = useComparison(value ?? '');
  if (value === null) {
    return <KeptSecret label="Password" onReplace={() => onChange('')} onRemove={() => onChange('')} />;
  }
  return (
    <PasswordField
      label="Password"
      maxLength={10_000}
      value={value}
      error={error}
      hint={
        estimate && (
          <>
            <StateDot shape={estimate.shape}>{estimate.label}</StateDot> {estimate.warning}
            {leaks !== null && (
              <>
                {' '}
                <StateDot shape="bad">{leaks}</StateDot>
              </>
            )}
          </>
        )
      }
      onChange={(event) => onChange(event.target.value)}
      actions={
        <Button icon={Dices} onClick={onMake}>
          Make…
        </Button>
      }
    />
  );
}
