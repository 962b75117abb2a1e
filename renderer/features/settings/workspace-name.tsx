import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { settingInline } from '../../components/setting-group.ts';
import { client } from '../../lib/client.ts';
import { useInlineField } from '../../lib/drafts.ts';
import { useSubmit } from '../../lib/use-submit.ts';

export function WorkspaceName({ name }: { name: string }) {
  const edit = useInlineField('workspace-name');
  const text = edit.text ?? name;
  const submit = useSubmit();
  const changed = text.trim() !== '' && text !== name;
  return (
    <form
      className={settingInline}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !submit.busy) {
          void submit.run(async () => {
            await client.workspace.rename({ name: text });
            edit.close();
          });
        }
      }}
    >
      <TextField
        label="Name of the workspace"
        maxLength={200}
        value={text}
        error={submit.problem ?? undefined}
        onChange={(event) => edit.type(event.target.value)}
      />
      <Button type="submit" disabled={!changed || submit.busy}>
        Rename
      </Button>
    </form>
  );
}
