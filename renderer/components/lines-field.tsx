import { useState } from 'react';
import { useSubmit } from '../lib/use-submit.ts';
import { Button } from './button.tsx';
import { TextAreaField } from './field.tsx';
import { settingInline } from './setting-group.ts';

interface LinesFieldProps {
  label: string;
  hint: string;
  lines: readonly string[];
  keep: (lines: string[]) => Promise<void>;
}

/** A setting that is a list of words, one a line. */
export function LinesField({ label, hint, lines, keep }: LinesFieldProps) {
  const [text, setText] = useState(lines.join('\n'));
  const submit = useSubmit();
  const wanted = text.split(/\s+/).filter(Boolean);
  const changed = wanted.join() !== lines.join();
  const refused = Object.entries(submit.errors).map(([path, message]) => {
    const at = Number(path.split('.')[1]);
    return `${wanted[at] ?? 'It'} ${message}`;
  });
  return (
    <form
      className={settingInline}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !submit.busy) void submit.run(() => keep(wanted));
      }}
    >
      <TextAreaField
        label={label}
        hint={hint}
        rows={3}
        value={text}
        error={refused[0] ?? submit.problem ?? undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={!changed || submit.busy}>
        Keep
      </Button>
    </form>
  );
}
