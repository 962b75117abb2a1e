import { FileInput, FlaskConical, Inbox } from 'lucide-react';
import type { Workspace } from '../../../shared/organization.ts';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { navigate } from '../../lib/navigation.ts';
import { inbox } from '../../lib/route.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { Choice } from './choice.tsx';
import styles from './first-run.module.css';
import { WorkspaceForm } from './workspace-form.tsx';

interface FirstRunProps {
  /** Null before the workspace has its name. */
  workspace: Workspace | null;
  onDone: () => void;
}

/** Two questions and the desk is open: who you are, and what to begin with. */
export function FirstRun({ workspace, onDone }: FirstRunProps) {
  const submit = useSubmit();
  const loadSample = () =>
    void submit.run(async () => {
      await client.workspace.loadSample({});
      onDone();
      navigate(inbox);
    });
  return (
    <main className={styles['page']}>
      <div className={styles['panel']}>
        {workspace === null ? (
          <WorkspaceForm />
        ) : (
          <>
            <h1 className={styles['title']}>What shall {workspace.name} begin with?</h1>
            <p className={styles['lead']}>You can import files and write tickets at any time later.</p>
            <div className={styles['choices']}>
              <Choice
                icon={Inbox}
                title="An empty desk"
                digit="1"
                disabled={submit.busy}
                onChoose={() => {
                  onDone();
                  navigate(inbox);
                }}
              >
                Write the first ticket yourself, or let a program send it to the local API.
              </Choice>
              <Choice
                icon={FlaskConical}
                title="A sample workspace"
                digit="2"
                disabled={submit.busy}
                onChoose={loadSample}
              >
                Organizations, technicians and tickets in every state, to try every key on.
              </Choice>
              <Choice
                icon={FileInput}
                title="Import a file"
                digit="3"
                disabled={submit.busy}
                onChoose={() => {
                  onDone();
                  navigate({ screen: 'imports' });
                }}
              >
                Tickets, assets, passwords or one-time codes from another product. You see what would happen
                before anything does.
              </Choice>
            </div>
            {submit.problem !== null && (
              <Notice tone="bad" title="That did not work">
                {submit.problem} Nothing was changed.
              </Notice>
            )}
          </>
        )}
      </div>
    </main>
  );
}
