import { useId } from 'react';
import styles from './settings.module.css';

interface RadioGroupProps<T extends string> {
  label: string;
  options: readonly (readonly [T, string])[];
  value: T;
  onChange: (value: T) => void;
}

export function RadioGroup<T extends string>({ label, options, value, onChange }: RadioGroupProps<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className={styles['groupTitle']}>{label}</legend>
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
