import { Plus } from 'lucide-react';
import { Button, narrowLabel } from './button.tsx';

interface AddProps {
  onAdd: () => void;
  /** What is added: `New key`. */
  children: string;
}

/** The way to a new one, at the head of its list; a narrow window shows its sign alone. */
export function AddButton({ onAdd, children }: AddProps) {
  return (
    <Button variant="primary" icon={Plus} aria-keyshortcuts="w" onClick={onAdd}>
      <span className={narrowLabel}>{children}</span>
    </Button>
  );
}

/** The same in place of a list that has none yet, with its key in sight. */
export function AddFirst({ onAdd, children }: AddProps) {
  return (
    <Button variant="primary" keys="w" onClick={onAdd}>
      {children}
    </Button>
  );
}
