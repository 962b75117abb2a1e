import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { BaseCategory, TicketCategory } from '../../../shared/ticket.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { settingInline, settingNote } from '../../components/setting-group.ts';
import { client } from '../../lib/client.ts';
import { useDraft, useInlineField } from '../../lib/drafts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import styles from './settings.module.css';

const baseWords: Record<BaseCategory, string> = {
  software: 'Software',
  hardware: 'Hardware',
  network: 'Network',
  access: 'Access',
  email: 'Email',
  other: 'Other',
};

/** The workspace's own categories; each stands under one of six that every dialect of the API knows. */
export function CategorySettings() {
  const categories = useAnswer('categories', 'list', {}).value;
  const { text: name, setText: setName, clear } = useDraft('new-category');
  const [base, setBase] = useState<BaseCategory>('other');
  const submit = useSubmit();
  if (!categories) return <Skeleton rows={6} label="Loading categories" />;
  const add = () => {
    if (name.trim() === '' || submit.busy) return;
    void submit.run(async () => {
      await client.categories.create({ name: name.trim(), base });
      clear();
    });
  };
  return (
    <>
      <ul className={styles['list']}>
        {categories.map((category) => (
          <CategoryLine key={category.id} category={category} />
        ))}
      </ul>
      <form
        className={settingInline}
        style={{ marginTop: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label="New category"
          maxLength={80}
          value={name}
          error={submit.problem ?? undefined}
          onChange={(event) => setName(event.target.value)}
        />
        {/* The options are the contract's own names. */}
        <SelectField
          label="Counts as"
          value={base}
          onChange={(event) => setBase(event.target.value as BaseCategory)}
        >
          {Object.entries(baseWords).map(([id, words]) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </SelectField>
        <Button type="submit" icon={Plus} disabled={name.trim() === '' || submit.busy}>
          Add
        </Button>
      </form>
    </>
  );
}

function CategoryLine({ category }: { category: TicketCategory }) {
  const edit = useInlineField(`category:${category.id}`);
  const { text } = edit;
  const submit = useSubmit();
  const keep = () => {
    if (text === null || text.trim() === '' || text === category.name) {
      edit.close();
      return;
    }
    void submit
      .run(async () => {
        await client.categories.rename({ id: category.id, name: text.trim() });
      })
      .then((kept) => kept && edit.close());
  };
  if (text !== null) {
    return (
      <li className={styles['line']}>
        <form
          className={styles['grow']}
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <TextField
            label={`Name of ${category.name}`}
            maxLength={80}
            value={text}
            error={submit.problem ?? undefined}
            onChange={(event) => edit.type(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && edit.close()}
          />
        </form>
        <Button onClick={keep}>Rename</Button>
      </li>
    );
  }
  return (
    <li className={styles['line']}>
      <span className={styles['grow']}>
        {category.name}
        {!category.builtIn && <span className={settingNote}> · counts as {baseWords[category.base]}</span>}
      </span>
      <Button variant="quiet" aria-label={`Rename ${category.name}`} onClick={() => edit.open(category.name)}>
        Rename
      </Button>
    </li>
  );
}
