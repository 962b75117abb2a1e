import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Technician } from '../../../shared/organization.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { settingGroup, settingHeading, settingNote } from '../../components/setting-group.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { showFailure } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { roleWords } from './role-words.ts';
import styles from './settings.module.css';
import { TechnicianForm } from './technician-form.tsx';
import { WorkspaceName } from './workspace-name.tsx';

export async function sitDown(technician: Pick<Technician, 'id' | 'name'>): Promise<void> {
  try {
    await client.workspace.switchTechnician({ id: technician.id });
  } catch (error) {
    showFailure(`${technician.name} does not sit at the console: ${errorMessage(error)}`);
  }
}

/** The company's name, who works here, and who sits at the console. */
export function PeopleSettings() {
  const workspace = useAnswer('workspace', 'get', {}).value;
  const technicians = useAnswer('technicians', 'list', {}).value;
  const [editing, setEditing] = useState<Technician | 'new' | null>(null);
  if (!workspace || !technicians) return <Skeleton rows={4} label="Loading technicians" />;
  return (
    <>
      <div className={settingGroup}>
        <WorkspaceName key={workspace.name} name={workspace.name} />
      </div>
      <div className={settingGroup}>
        <h3 className={settingHeading}>Technicians</h3>
        <ul className={styles['list']}>
          {technicians.map((technician) => (
            <li key={technician.id} className={styles['line']}>
              <Avatar name={technician.name} />
              <span className={styles['grow']}>
                {technician.name} <span className={settingNote}>{technician.email}</span>
                <div className={settingNote}>{describe(technician, workspace.me.id)}</div>
              </span>
              {technician.active && technician.id !== workspace.me.id && (
                <Button variant="quiet" onClick={() => void sitDown(technician)}>
                  Switch to<span className="visually-hidden">: {technician.name}</span>
                </Button>
              )}
              <Button
                variant="quiet"
                aria-label={`Edit ${technician.name}`}
                onClick={() => setEditing(technician)}
              >
                Edit
              </Button>
            </li>
          ))}
        </ul>
        <div>
          <Button icon={Plus} onClick={() => setEditing('new')}>
            Add a technician
          </Button>
        </div>
      </div>
      {editing !== null && (
        <TechnicianForm technician={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function describe({ id, role, active }: Technician, me: number): string {
  return [roleWords[role], id === me ? 'sits at the console' : '', active ? '' : 'inactive']
    .filter(Boolean)
    .join(' · ');
}
