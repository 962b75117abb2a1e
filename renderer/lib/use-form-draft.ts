import { useDraftFields, type DraftFields } from './draft-fields.ts';
import { useSubmit, type Submit } from './use-submit.ts';

export interface FormDraft<K extends string> {
  readonly draft: DraftFields<K>;
  readonly submit: Submit;
  /** Everything that a field of the form needs. */
  readonly field: (name: K) => {
    value: string;
    error: string | undefined;
    onBlur: () => void;
    onChange: (event: { target: { value: string } }) => void;
  };
}

/** A form whose text survives a crash, with what was refused beside the field it is about. */
export function useFormDraft<K extends string>(
  key: string,
  initial: Readonly<Record<K, string>>,
): FormDraft<K> {
  const draft = useDraftFields(key, initial);
  const submit = useSubmit();
  return {
    draft,
    submit,
    field: (name) => ({
      value: draft.values[name],
      error: submit.errors[name] ?? submit.errors[`patch.${name}`],
      onBlur: draft.flush,
      onChange: (event) => draft.set(name, event.target.value),
    }),
  };
}
