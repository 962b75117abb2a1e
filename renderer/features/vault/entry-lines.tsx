import { ExternalLink } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Entry } from '../../../shared/entry.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { absoluteTime } from '../../lib/format.ts';
import { openExternally } from '../../lib/open-externally.ts';
import { tagsText } from '../../lib/tags.ts';
import { CodeLine } from './code-line.tsx';
import { copyPart, copySecret } from '../../lib/copy-from-entry.ts';
import { EntryLinks } from './entry-links.tsx';
import { PasswordState } from './password-state.tsx';
import { SecretLine, ShownLine } from './secret-line.tsx';
import { useRevealed, useWishToSee } from './use-revealed.ts';
import styles from './vault.module.css';

/** What one came for: name, password and code, each one key away. */
export function EntryLines({ entry }: { entry: Entry }) {
  const secrets = useRevealed(entry, ['password', 'fields']);
  const isWished = useWishToSee(({ id }) => id === entry.id);
  const { toggle } = secrets;
  const latest = useRef(toggle);
  useEffect(() => {
    latest.current = toggle;
  });
  useEffect(() => {
    if (!isWished) return;
    useWishToSee.setState({ id: null });
    latest.current();
  }, [isWished]);
  const hidden = new Map(secrets.shown?.fields?.map(({ name, value }) => [name, value]));
  return (
    <Properties>
      <div className={styles['lines']}>
        {entry.username !== null && (
          <ShownLine label="Username" keys="b" onCopy={() => void copyPart(entry, 'username')}>
            <span className={styles['plain']}>{entry.username}</span>
          </ShownLine>
        )}
        {entry.hasPassword && (
          <SecretLine
            label="Password"
            keys="c"
            secret={secrets.shown?.password ?? null}
            onCopy={() => void copyPart(entry, 'password')}
            onToggle={secrets.toggle}
            note={<PasswordState entry={entry} />}
          />
        )}
        {entry.hasCode && <CodeLine key={entry.id} entry={entry} />}
        {entry.urls.map((url) => (
          <ShownLine key={url} label="Address" onCopy={() => void copySecret(url, 'Address')}>
            <span className={styles['plain']}>{url}</span>
            <IconButton icon={ExternalLink} label={`Open ${url}`} onClick={() => void openExternally(url)} />
          </ShownLine>
        ))}
        {entry.fields.map((field, at) => {
          const key = `${at} ${field.name}`;
          const value = field.value ?? hidden.get(field.name) ?? null;
          if (field.kind === 'hidden') {
            return (
              <SecretLine
                key={key}
                label={field.name}
                secret={value}
                onCopy={value === null ? undefined : () => void copySecret(value, field.name)}
                onToggle={secrets.toggle}
              />
            );
          }
          return (
            <ShownLine
              key={key}
              label={field.name}
              onCopy={() => void copySecret(field.value ?? '', field.name)}
            >
              <span className={styles['plain']}>
                {field.kind === 'boolean' ? yesOrNo(field.value) : field.value}
              </span>
            </ShownLine>
          );
        })}
      </div>
      {entry.notes !== '' && (
        <section className={styles['notes']} aria-label="Notes">
          {entry.notes}
        </section>
      )}
      <PropertyList>
        <Property label="Tags">{entry.tags.length === 0 ? 'None' : tagsText(entry.tags)}</Property>
        <EntryLinks entry={entry} />
        <Property label="Expires">
          {entry.expiresAt === null ? 'Never' : absoluteTime(entry.expiresAt)}
        </Property>
        <Property label="Asks again">{entry.reprompt ? 'Before its secrets are shown' : 'No'}</Property>
        <Property label="Since">{absoluteTime(entry.createdAt)}</Property>
        <Property label="Last change">{absoluteTime(entry.updatedAt)}</Property>
        {entry.leftovers > 0 && <Leftovers entry={entry} />}
      </PropertyList>
    </Properties>
  );
}

const yesOrNo = (value: string | null) => (value === 'true' ? 'Yes' : 'No');

/** What an imported file held besides, as it said it. */
function Leftovers({ entry }: { entry: Entry }) {
  const kept = useRevealed(entry, ['leftovers']);
  return (
    <Property label="From its file">
      <Button variant="quiet" aria-expanded={kept.shown !== null} onClick={kept.toggle}>
        {kept.shown ? 'Hide' : 'Show'} {entry.leftovers} more {entry.leftovers === 1 ? 'value' : 'values'}
      </Button>
      {kept.shown && (
        <pre className={styles['leftovers']}>{JSON.stringify(kept.shown.leftovers, null, 2)}</pre>
      )}
    </Property>
  );
}
