import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { useDraftFields } from '../../lib/draft-fields.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import styles from './first-run.module.css';

const empty = { organizationName: '', technicianName: '', technicianEmail: '' };

export function WorkspaceForm() {
  const draft = useDraftFields('first-run', empty);
  const { values, set } = draft;
  const submit = useSubmit();
  const field = (name: keyof typeof empty) => ({
    value: values[name],
    error: submit.errors[name],
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
  const ready = Object.values(values).every((value) => value.trim() !== '');
  const setUp = () => {
    if (!ready || submit.busy) return;
    void submit.run(async () => {
      await client.workspace.setUp(values);
      draft.clear();
    });
  };
  return (
    <Form label="Set up the workspace" onSubmit={setUp}>
      <h1 className={styles['title']}>Welcome to Techbench</h1>
      <p className={styles['lead']}>
        Everything stays on this machine. Name your company and yourself; both can be changed later.
      </p>
      <div className={styles['fields']}>
        {/* The only thing to do on this page, so the cursor waits in it. */}
        <TextField
          label="Your company"
          placeholder="Northwind MSP"
          maxLength={200}
          autoFocus
          {...field('organizationName')}
        />
        <TextField label="Your name" maxLength={120} autoComplete="name" {...field('technicianName')} />
        <TextField label="Your e-mail" type="email" maxLength={254} {...field('technicianEmail')} />
      </div>
      {submit.problem !== null && (
        <Notice tone="bad" title="The workspace was not set up">
          {submit.problem}
        </Notice>
      )}
      <div className={styles['actions']}>
        <Button variant="primary" type="submit" keys="enter" disabled={!ready || submit.busy}>
          Continue
        </Button>
      </div>
    </Form>
  );
}
