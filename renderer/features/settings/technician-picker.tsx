import { Avatar } from '../../components/avatar.tsx';
import { Picker } from '../../components/picker.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import { sitDown } from './people-settings.tsx';

/** Who sits at the console: "mine", the history and new API keys follow from it. */
export function TechnicianPicker({ onClose }: { onClose: () => void }) {
  const technicians = useAnswer('technicians', 'list', {}).value ?? [];
  const me = useAnswer('workspace', 'get', {}).value?.me.id;
  return (
    <Picker
      title="Who sits at the console?"
      placeholder="Choose a technician…"
      options={technicians
        .filter(({ active }) => active)
        .map(({ id, name, email }) => ({
          id: String(id),
          label: name,
          hint: email,
          icon: <Avatar name={name} />,
          checked: id === me,
        }))}
      onPick={(option) => {
        const technician = technicians.find(({ id }) => String(id) === option.id);
        if (technician) void sitDown(technician);
      }}
      onClose={onClose}
    />
  );
}
