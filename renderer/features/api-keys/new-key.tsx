import { useState } from 'react';
import type { KeyTier, RevealedKey, Scope } from '../../../shared/api-key.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FieldGrid, Form, wideField } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { useDraftFields } from '../../lib/draft-fields.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { dateValue, endOfDay } from './expiry.ts';
import { ScopeFields } from './scope-fields.tsx';
import { tierWords } from './scope-words.ts';

const empty = {
  name: '',
  organizationId: '',
  tier: 'standard',
  expires: '',
  scopes: 'tickets:read,tickets:write',
};

interface NewKeyProps {
  onClose: () => void;
  onIssued: (revealed: RevealedKey) => void;
}

export function NewKey({ onClose, onIssued }: NewKeyProps) {
  const organizations = useAnswer('organizations', 'names', {}).value ?? [];
  const draft = useDraftFields('new-key', empty);
  const { values, set } = draft;
  const submit = useSubmit();
  const [tomorrow] = useState(() => dateValue(Date.now() + 86_400_000));
  // The fields hold nothing that the boxes and the select did not put there.
  const scopes = values.scopes.split(',').filter(Boolean) as Scope[];
  const field = (name: keyof typeof empty) => ({
    value: values[name],
    error: submit.errors[name],
    onBlur: draft.flush,
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
  const issue = () => {
    if (values.name.trim() === '' || submit.busy) return;
    void submit.run(async () => {
      const revealed = await client.keys.issue({
        name: values.name,
        scopes,
        organizationId: values.organizationId === '' ? null : Number(values.organizationId),
        tier: values.tier as KeyTier,
        expiresAt: endOfDay(values.expires),
      });
      draft.clear();
      onIssued(revealed);
    });
  };
  return (
    <Dialog title="New API key" onClose={onClose} size="large">
      <Form label="New API key" onSubmit={issue}>
        <DialogBody>
          <FieldGrid>
            <TextField
              label="Name"
              className={wideField}
              hint="What uses it, so that you know what stops when you revoke it."
              maxLength={120}
              required
              {...field('name')}
            />
            <SelectField
              label="Organization"
              hint="Records of others do not exist for the key."
              {...field('organizationId')}
            >
              <option value="">Every organization</option>
              {organizations.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <SelectField label="Tier" {...field('tier')}>
              {Object.entries(tierWords).map(([tier, words]) => (
                <option key={tier} value={tier}>
                  {words}
                </option>
              ))}
            </SelectField>
            <TextField
              label="Expires"
              type="date"
              min={tomorrow}
              hint="Left empty it lasts until it is revoked."
              {...field('expires')}
            />
            <ScopeFields chosen={scopes} onChange={(next) => set('scopes', next.join(','))} />
          </FieldGrid>
          {submit.problem !== null && (
            <Notice tone="bad" title="No key was made">
              {submit.problem}
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            type="submit"
            keys="mod+enter"
            disabled={values.name.trim() === '' || submit.busy}
          >
            Create key
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
