import type { Channel } from '../../../shared/channel.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { choiceGroup } from '../../components/form.tsx';
import styles from './notifications.module.css';

/** A step as it is written: all of it text. */
export interface WrittenStep {
  readonly channelId: string;
  readonly afterMinutes: string;
  readonly recipients: string;
}

interface StepFieldsProps {
  steps: readonly WrittenStep[];
  channels: readonly Channel[];
  error: string | undefined;
  onChange: (steps: WrittenStep[]) => void;
}

const mostSteps = 5;

/** Who is told at once, and who later while nobody has answered. */
export function StepFields({ steps, channels, error, onChange }: StepFieldsProps) {
  const set = (at: number, patch: Partial<WrittenStep>) =>
    onChange(steps.map((step, index) => (index === at ? { ...step, ...patch } : step)));
  const add = () => {
    const last = Number(steps.at(-1)?.afterMinutes ?? 0);
    const step = {
      channelId: String(channels[0]?.id ?? ''),
      afterMinutes: String(last + 15),
      recipients: '',
    };
    onChange([...steps, step]);
  };
  return (
    <fieldset className={choiceGroup}>
      <legend>Tell</legend>
      {steps.map((step, at) => {
        const channel = channels.find(({ id }) => String(id) === step.channelId);
        return (
          // Steps have no name but their place.
          <div key={`step-${at + 1}`} className={styles['step']}>
            <SelectField
              label={at === 0 ? 'At once, by' : `Then, by`}
              value={step.channelId}
              onChange={(event) => set(at, { channelId: event.target.value })}
            >
              {channels.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            {at === 0 ? (
              <span />
            ) : (
              <TextField
                label="After minutes"
                inputMode="numeric"
                value={step.afterMinutes}
                onChange={(event) => set(at, { afterMinutes: event.target.value })}
              />
            )}
            {channel?.kind === 'email' && (
              <TextField
                label="To"
                spellCheck={false}
                placeholder={channel.settings.kind === 'email' ? channel.settings.recipients.join(', ') : ''}
                value={step.recipients}
                onChange={(event) => set(at, { recipients: event.target.value })}
              />
            )}
          </div>
        );
      })}
      {error !== undefined && <p role="alert">{error}</p>}
      <div className={styles['stepButtons']}>
        <Button disabled={steps.length >= mostSteps} onClick={add}>
          Add an escalation
        </Button>
        {steps.length > 1 && (
          <Button onClick={() => onChange(steps.slice(0, -1))}>Take the last one away</Button>
        )}
      </div>
    </fieldset>
  );
}
