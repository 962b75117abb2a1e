import { useState } from 'react';
import { keyTier, product, scope, type RevealedKey } from '../../../shared/api-key.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { useDraftFields } from '../../lib/draft-fields.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { dateValue, endOfDay } from './expiry.ts';
import { ScopeFields } from './scope-fields.tsx';
import { tierWords } from './scope-words.ts';

const ownLimit = 'own';
const empty = {
  name: '',
  organizationId: '',
  projectId: '',
  tier: '',
  perMinute: '60',
  burst: '100',
  expires: '',
  scopes: 'tickets:read,tickets:write',
  products: '',
};

interface NewKeyProps {
  onClose: () => void;
  onIssued: (revealed: RevealedKey) => void;
}

export function NewKey({ onClose, onIssued }: NewKeyProps) {
  const organizations = useOrganizations();
  const usualTier = useAnswer('subscription', 'get', {}).value?.keyTier ?? 'standard';
  const draft = useDraftFields('new-key', empty);
  const { values, set } = draft;
  const submit = useSubmit();
  const [tomorrow] = useState(() => dateValue(Date.now() + 86_400_000));
  const tier = values.tier === '' ? usualTier : values.tier;
  // What a draft of an older version holds and is none any more is left out.
  const granted = {
    scopes: values.scopes.split(',').flatMap((name) => scope.safeParse(name).data ?? []),
    products: values.products.split(',').flatMap((name) => product.safeParse(name).data ?? []),
  };
  const field = (name: keyof typeof empty) => ({
    value: values[name],
    error: submit.errors[name],
    onBlur: draft.flush,
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
  const issue = () =>
    void submit.run(async () => {
      const revealed = await client.keys.issue({
        name: values.name,
        ...granted,
        organizationId: values.organizationId === '' ? null : Number(values.organizationId),
        projectId: values.projectId === '' ? null : Number(values.projectId),
        tier: keyTier.safeParse(tier).data ?? usualTier,
        ownLimit:
          tier === ownLimit ? { perMinute: Number(values.perMinute), burst: Number(values.burst) } : null,
        expiresAt: endOfDay(values.expires),
      });
      draft.clear();
      onIssued(revealed);
    });
  return (
    <FormDialog
      title="New API key"
      size="large"
      action="Create key"
      ready={values.name.trim() !== ''}
      submit={submit}
      refusedTitle="No key was made"
      draft={draft}
      onSubmit={issue}
      onClose={onClose}
    >
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
        {organizations.all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <ProjectField organizationId={values.organizationId} {...field('projectId')} />
      <SelectField label="Limit" {...field('tier')} value={tier}>
        {Object.entries(tierWords).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
        <option value={ownLimit}>Set by hand</option>
      </SelectField>
      <TextField
        label="Expires"
        type="date"
        min={tomorrow}
        hint="Left empty it lasts until it is revoked."
        {...field('expires')}
      />
      {tier === ownLimit && (
        <>
          <TextField label="Requests a minute" inputMode="numeric" {...field('perMinute')} />
          <TextField label="At once" inputMode="numeric" {...field('burst')} />
        </>
      )}
      <ScopeFields
        granted={granted}
        onChange={(next) => {
          if (next.scopes !== granted.scopes) set('scopes', next.scopes.join(','));
          if (next.products !== granted.products) set('products', next.products.join(','));
        }}
      />
    </FormDialog>
  );
}

interface ProjectFieldProps {
  organizationId: string;
  value: string;
  error: string | undefined;
  onBlur: () => void;
  onChange: (event: { target: { value: string } }) => void;
}

/** Makes it a project token, which reaches one project and nothing else. */
function ProjectField({ organizationId, ...field }: ProjectFieldProps) {
  const filter = organizationId === '' ? {} : { organizationId: Number(organizationId) };
  const projects = useAnswer('projects', 'list', { filter, limit: 500 }).value?.rows ?? [];
  return (
    <SelectField label="Project" hint="A project token reaches that project and its tasks only." {...field}>
      <option value="">All, no project token</option>
      {projects.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
