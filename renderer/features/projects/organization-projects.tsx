import { FolderKanban } from 'lucide-react';
import { RecordLines } from '../../components/record-lines.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import { Progress } from './progress.tsx';

interface OrganizationProjectsProps {
  organizationId: number;
  onOpen: (id: number) => void;
}

/** What is done for one organization beyond its tickets, by name. */
export function OrganizationProjects({ organizationId, onOpen }: OrganizationProjectsProps) {
  return (
    <RecordLines
      label="Projects of this organization"
      nouns="projects"
      icon={FolderKanban}
      answer={useAnswer('projects', 'list', {
        filter: { organizationId },
        sort: [{ field: 'name' }],
        limit: 100,
      })}
      line={({ name, doneTaskCount, taskCount }) => ({
        name,
        about: <Progress done={doneTaskCount} total={taskCount} />,
      })}
      empty="Work that is more than a ticket is listed here. Press g j to go to the projects."
      onOpen={onOpen}
    />
  );
}
