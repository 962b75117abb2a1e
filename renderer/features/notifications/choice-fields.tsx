import { CheckField } from '../../components/field.tsx';
import { choiceGroup } from '../../components/form.tsx';
import styles from './notifications.module.css';

interface ChoiceFieldsProps<T extends string> {
  label: string;
  words: Readonly<Record<T, string>>;
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

/** Each of a few things, or none. */
export function ChoiceFields<T extends string>({ label, words, chosen, onChange }: ChoiceFieldsProps<T>) {
  const all = Object.keys(words) as T[];
  return (
    <fieldset className={choiceGroup}>
      <legend>{label}</legend>
      <div className={styles['choiceList']}>
        {all.map((each) => (
          <CheckField
            key={each}
            label={words[each]}
            checked={chosen.includes(each)}
            onChange={(event) =>
              onChange(
                all.filter((other) => (other === each ? event.target.checked : chosen.includes(other))),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
