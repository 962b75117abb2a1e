import { TextField } from '../../components/field.tsx';
import { KeptSecret } from './kept-secret.tsx';

interface CodeFieldProps {
  /** Null keeps the one that the entry has. */
  value: string | null;
  error: string | undefined;
  onChange: (value: string | null) => void;
}

/** The second factor of an entry: an otpauth address, as a QR code holds it, or the secret that a site shows. */
export function CodeField({ value, error, onChange }: CodeFieldProps) {
  if (value === null) {
    return <KeptSecret label="One-time code" onReplace={() => onChange('')} onRemove={() => onChange('')} />;
  }
  return (
    <TextField
      label="One-time code"
      hint="otpauth://… or the secret that the site shows; 6 digits every 30 seconds where it says nothing else"
      maxLength={4096}
      spellCheck={false}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
