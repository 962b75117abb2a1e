import { useId } from 'react';
import styles from './radio-group.module.css';

interface RadioGroupProps<T extends string> {
  label: string;
  options: readonly (readonly [T, string])[];
  value: T;
  onChange: (value: T) => void;
}

/** A choice between few words, all of them in sight. */
export function RadioGroup<T extends string>({ label, options, value, onChange }: RadioGroupProps<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className={styles['legend']}>{label}</legend>
      <div className={styles['radios']}>
        {options.map(([id, words]) => (
          <label key={id} className={styles['radio']}>
            <input type="radio" name={name} checked={id === value} onChange={() => onChange(id)} />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
