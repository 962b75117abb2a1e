import { Dices } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { GeneratorDialog } from './generator/generator-dialog.tsx';
import { KeptSecret } from './kept-secret.tsx';
import { useEstimate } from './use-estimate.ts';

interface NewPasswordFieldProps {
  /** Null keeps the one that the entry has. */
  value: string | null;
  urls: string;
  /** What a guesser would try first: the other fields. */
  words: readonly string[];
  error: string | undefined;
  onChange: (value: string | null) => void;
}

/** The host of the first address; null where none can be read. */
export function hostOf(urls: string): string | null {
  const first = urls.split('\n')[0]?.trim() ?? '';
  try {
    return new URL(first.includes('://') ? first : `https://${first}`).hostname || null;
  } catch {
    return null;
  }
}

/** A password being chosen: typed or made, with how strong it is while that is still of use. */
export function NewPasswordField({ value, urls, words, error, onChange }: NewPasswordFieldProps) {
  const [generating, setGenerating] = useState(false);
  const estimate = useEstimate(value ?? '', words);
  if (value === null) {
    return <KeptSecret label="Password" onReplace={() => onChange('')} onRemove={() => onChange('')} />;
  }
  return (
    <>
      <PasswordField
        label="Password"
        maxLength={10_000}
        value={value}
        error={error}
        hint={
          estimate && (
            <>
              <StateDot shape={estimate.shape}>{estimate.label}</StateDot> {estimate.warning}
            </>
          )
        }
        onChange={(event) => onChange(event.target.value)}
        actions={
          <Button icon={Dices} onClick={() => setGenerating(true)}>
            Make…
          </Button>
        }
      />
      {generating && (
        <GeneratorDialog host={hostOf(urls)} onUse={onChange} onClose={() => setGenerating(false)} />
      )}
    </>
  );
}
