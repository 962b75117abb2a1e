import { Eye, EyeOff } from 'lucide-react';
import { useState, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { IconButton } from './button.tsx';
import { TextField } from './field.tsx';
import styles from './password-field.module.css';

interface PasswordFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  ref?: Ref<HTMLInputElement>;
  /** What else can be done with it, beside the eye. */
  actions?: ReactNode;
}

/** A secret being typed: hidden until asked for, and never offered to a browser's memory or spelling check. */
export function PasswordField({ actions, className, ...field }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className={className}>
      <div className={styles['place']}>
        <TextField
          {...field}
          className={styles['field']}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          spellCheck={false}
        />
        <div className={styles['actions']}>
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={shown ? `Hide the ${field.label.toLowerCase()}` : `Show the ${field.label.toLowerCase()}`}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
          {actions}
        </div>
      </div>
    </div>
  );
}
