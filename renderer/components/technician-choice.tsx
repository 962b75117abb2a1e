import { useTechnicians } from '../lib/use-technicians.ts';
import { Avatar } from './avatar.tsx';
import { Picker, type PickerOption } from './picker.tsx';

interface TechnicianChoiceProps {
  title: string;
  placeholder: string;
  /** Who has it now; null for nobody, undefined where records differ. */
  now: number | null | undefined;
  onPick: (technician: { readonly id: number; readonly name: string } | null) => void;
  onClose: () => void;
}

const nobody = 'none';

/** One of the technicians, the one at the console first, or nobody. */
export function TechnicianChoice({ title, placeholder, now, onPick, onClose }: TechnicianChoiceProps) {
  const { active, me } = useTechnicians();
  const options: PickerOption[] = [
    ...active.map(({ id, name, email }) => ({
      id: String(id),
      label: name,
      icon: <Avatar name={name} />,
      hint: id === me ? 'you' : undefined,
      keywords: id === me ? `me ${email}` : email,
      checked: id === now,
    })),
    { id: nobody, label: 'Nobody', icon: <Avatar name={null} />, checked: now === null },
  ];
  return (
    <Picker
      title={title}
      placeholder={placeholder}
      options={options}
      onPick={(option) => onPick(active.find(({ id }) => String(id) === option.id) ?? null)}
      onClose={onClose}
    />
  );
}
