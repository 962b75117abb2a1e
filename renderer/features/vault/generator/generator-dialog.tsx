import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { PasswordWishes } from '../../../../shared/preferences.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../../components/dialog.tsx';
import { TextField } from '../../../components/field.tsx';
import { Form } from '../../../components/form.tsx';
import { RadioGroup } from '../../../components/radio-group.tsx';
import { useActions } from '../../../lib/actions.ts';
import { setPreferences, usePreference } from '../../../lib/preferences.ts';
import { SecretText } from '../secret-text.tsx';
import styles from './generator.module.css';
import { makeAsWished, strengthWords } from './make.ts';
import { CharacterFields, WordFields } from './wish-fields.tsx';

interface GeneratorDialogProps {
  /** The site that the password is for; its rules are remembered. */
  host: string | null;
  onUse: (password: string) => void;
  onClose: () => void;
}

/** Makes passwords until one is taken. What was wished is remembered, what was made is not. */
export function GeneratorDialog({ host, onUse, onClose }: GeneratorDialogProps) {
  const wishes = usePreference('passwordWishes');
  const allRules = usePreference('passwordRules');
  const [rules, setRules] = useState(host === null ? '' : (allRules[host] ?? ''));
  const [made, setMade] = useState(() => makeAsWished(wishes, rules));
  const again = () => setMade(makeAsWished(wishes, rules));
  useActions([
    {
      id: 'generator.again',
      name: 'Another password',
      group: 'Vault',
      keys: ['mod+r'],
      always: true,
      run: again,
    },
  ]);
  const wish = (patch: Partial<PasswordWishes>) => {
    const next = { ...wishes, ...patch };
    setPreferences({ passwordWishes: next });
    setMade(makeAsWished(next, rules));
  };
  const typeRules = (text: string) => {
    setRules(text);
    setMade(makeAsWished(wishes, text));
  };
  const use = () => {
    if (made.status !== 'made') return;
    if (host !== null) setPreferences({ passwordRules: withRules(allRules, host, rules) });
    onUse(made.password);
    onClose();
  };
  const bySite = rules.trim() !== '';
  return (
    <Dialog title="New password" onClose={onClose} size="medium">
      <Form label="New password" onSubmit={use}>
        <DialogBody className={styles['body']}>
          <div className={styles['made']} aria-live="polite">
            {made.status === 'made' ? (
              <>
                <SecretText text={made.password} />
                <p className={styles['strength']}>
                  {made.password.length} characters, {Math.floor(made.bits)} bits: {strengthWords(made.bits)}
                </p>
              </>
            ) : (
              <p className={styles['refused']}>{made.reason}</p>
            )}
          </div>
          <RadioGroup
            label="Made of"
            options={[
              ['characters', 'Characters'],
              ['words', 'Words'],
            ]}
            value={bySite ? 'characters' : wishes.kind}
            onChange={(kind) => wish({ kind })}
          />
          {bySite || wishes.kind === 'characters' ? (
            <CharacterFields wishes={wishes} onWish={wish} bySite={bySite} />
          ) : (
            <WordFields wishes={wishes} onWish={wish} />
          )}
          <TextField
            label={host === null ? 'Rules of the site' : `Rules of ${host}`}
            hint="Such as minlength: 8; maxlength: 16; required: upper; required: digit; allowed: lower, [-_]. They come first, and are remembered for the site."
            spellCheck={false}
            maxLength={400}
            value={rules}
            onChange={(event) => typeRules(event.target.value)}
          />
        </DialogBody>
        <DialogActions>
          <Button icon={RefreshCw} keys="mod+r" onClick={again}>
            Another
          </Button>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={made.status !== 'made'}>
            Use it
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function withRules(
  all: Readonly<Record<string, string>>,
  host: string,
  rules: string,
): Record<string, string> {
  const { [host]: _, ...others } = all;
  return rules.trim() === '' ? others : { ...others, [host]: rules };
}
