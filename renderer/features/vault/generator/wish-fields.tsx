import type { PasswordWishes } from '../../../../shared/preferences.ts';
import { CheckField, TextField } from '../../../components/field.tsx';
import styles from './generator.module.css';

interface WishFieldsProps {
  wishes: PasswordWishes;
  onWish: (patch: Partial<PasswordWishes>) => void;
}

interface CountFieldProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/** A number by sliding, by arrows or by page keys; what it is stands beside it. */
function CountField({ label, value, min, max, onChange }: CountFieldProps) {
  return (
    <label className={styles['count']}>
      <span>{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output>{value}</output>
    </label>
  );
}

export function CharacterFields({ wishes, onWish, bySite }: WishFieldsProps & { bySite: boolean }) {
  const check = (name: 'upper' | 'digits' | 'symbols' | 'avoidLookAlikes', label: string) => (
    <CheckField
      label={label}
      checked={wishes[name]}
      onChange={(event) => onWish({ [name]: event.target.checked })}
    />
  );
  return (
    <>
      <CountField
        label="Length"
        min={8}
        max={128}
        value={wishes.length}
        onChange={(length) => onWish({ length })}
      />
      <div className={styles['checks']}>
        {/* Which characters a site takes is for the site to say. */}
        {!bySite && check('upper', 'Capitals')}
        {!bySite && check('digits', 'Digits')}
        {!bySite && check('symbols', 'Symbols')}
        {check('avoidLookAlikes', 'None that look alike')}
      </div>
    </>
  );
}

export function WordFields({ wishes, onWish }: WishFieldsProps) {
  return (
    <>
      <CountField
        label="Words"
        min={3}
        max={12}
        value={wishes.words}
        onChange={(words) => onWish({ words })}
      />
      <div className={styles['checks']}>
        <CheckField
          label="Capitals"
          checked={wishes.capitalise}
          onChange={(event) => onWish({ capitalise: event.target.checked })}
        />
        <CheckField
          label="A digit"
          checked={wishes.digit}
          onChange={(event) => onWish({ digit: event.target.checked })}
        />
      </div>
      <TextField
        label="Between the words"
        className={styles['separator']}
        maxLength={3}
        value={wishes.separator}
        onChange={(event) => onWish({ separator: event.target.value })}
      />
    </>
  );
}
