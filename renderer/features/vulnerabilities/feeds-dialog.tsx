import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { feedName, type Feed, type VulnerabilitySettings } from '../../../shared/vulnerability-feed.ts';
import { Button, narrowLabel } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { CheckField, TextField } from '../../components/field.tsx';
import { FieldGrid, Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { useNow } from '../../lib/clock.ts';
import { dateText, numberText, plural } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import styles from './vulnerabilities.module.css';
import { feedNames, feedText } from './vulnerability-words.ts';

async function refresh(name: Feed['name']): Promise<void> {
  try {
    const feeds = await client.vulnerabilities.refresh({ name });
    const failure = feeds.find((feed) => feed.name === name)?.failure;
    if (failure) showFailure(`${feedNames[name]} not refreshed: ${failure}`);
    else showToast(`${feedNames[name]} is up to date`);
  } catch (error) {
    showFailure(`${feedNames[name]} not refreshed: ${errorMessage(error)}`);
  }
}

const refreshAll = () => Promise.all(feedName.options.map(refresh));

/** Leads to the sources from either list. */
export function SourcesButton({ onClick }: { onClick: () => void }) {
  return (
    <Button icon={RefreshCw} keys="shift+f" onClick={onClick}>
      <span className={narrowLabel}>Sources</span>
    </Button>
  );
}

/** Where what is known comes from, how old it is, and what the last release of the catalogue brought. */
export function FeedsDialog({ onClose }: { onClose: () => void }) {
  const feeds = useAnswer('vulnerabilities', 'feeds', {});
  const settings = useAnswer('vulnerabilities', 'settings', {});
  return (
    <Dialog title="Sources of vulnerabilities" onClose={onClose} size="medium">
      <DialogBody>
        {feeds.value ? (
          <ul className={styles['list']}>
            {feeds.value.map((feed) => (
              <FeedItem key={feed.name} feed={feed} />
            ))}
          </ul>
        ) : (
          <Skeleton rows={3} label="Loading sources" />
        )}
        <LastRelease />
        {settings.value && <SettingsForm key={JSON.stringify(settings.value)} settings={settings.value} />}
      </DialogBody>
      <DialogActions>
        <Button variant="quiet" onClick={() => navigate({ screen: 'imports' })}>
          Import a file…
        </Button>
        <Button onClick={onClose}>Close</Button>
        <Button variant="primary" onClick={() => void refreshAll()}>
          Refresh all
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const about: Readonly<Record<Feed['name'], string>> = {
  kev: 'what is known to be exploited',
  nvd: 'scores and versions of what meets your software',
  epss: 'how likely each is used within 30 days',
};

function FeedItem({ feed }: { feed: Feed }) {
  const now = useNow();
  const { name, entries, version, failure, busy, unnamed } = feed;
  return (
    <li className={styles['item']}>
      <span className={styles['name']}>
        {feedNames[name]}: {feedText(feed, now)}
      </span>
      <Button disabled={busy} onClick={() => void refresh(name)}>
        Refresh<span className="visually-hidden"> {feedNames[name]}</span>
      </Button>
      <span className={styles['about']}>
        {numberText(entries)} known{version === null ? '' : `, release ${version}`}: {about[name]}
        {unnamed > 0 && `; ${numberText(unnamed)} name no product and are compared with nothing`}
        {failure !== null && <span className={styles['aged']}> · {failure}</span>}
      </span>
    </li>
  );
}

function LastRelease() {
  const now = useNow();
  const [release] = useAnswer('vulnerabilities', 'releases', {}).value ?? [];
  if (!release) return null;
  const { added, changed, removed } = release.changes;
  const parts = [
    added.length > 0 ? `${added.length} new` : '',
    changed.length > 0 ? `${changed.length} changed` : '',
    removed.length > 0 ? `${removed.length} withdrawn` : '',
  ].filter((part) => part !== '');
  return (
    <p className={styles['text']}>
      Release {release.version}, {release.source} {dateText(release.takenAt, now)}:{' '}
      {parts.join(', ') || plural(release.entries, 'entry')}
      {added.length > 0 && ` (${added.slice(0, 5).join(', ')}${added.length > 5 ? ', …' : ''})`}.
    </p>
  );
}

/** Whether and where to ask. Only an administrator may change it. */
function SettingsForm({ settings }: { settings: VulnerabilitySettings & { hasNvdKey: boolean } }) {
  const { hasNvdKey, ...stored } = settings;
  const [draft, setDraft] = useState<VulnerabilitySettings>(stored);
  const [nvdKey, setNvdKey] = useState('');
  const submit = useSubmit();
  const isDirty = JSON.stringify(draft) !== JSON.stringify(stored) || nvdKey !== '';
  const send = () =>
    void submit.run(async () => {
      await client.vulnerabilities.configure({ ...draft, ...(nvdKey !== '' && { nvdKey }) });
      showToast('Sources kept');
    });
  const urlField = (label: string, key: 'kevUrl' | 'nvdUrl' | 'epssUrl') => (
    <TextField
      label={label}
      value={draft[key]}
      error={submit.errors[key]}
      onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
    />
  );
  return (
    <Form label="Settings of sources" onSubmit={send}>
      <div className={styles['settings']}>
        <CheckField
          label="Ask once a day"
          hint="CISA, NVD and FIRST are asked for what meets your software. Without, import the catalogue as a file."
          checked={draft.online}
          onChange={(event) => setDraft({ ...draft, online: event.target.checked })}
        />
        <details>
          <summary>Addresses and key</summary>
          <FieldGrid>
            {urlField('Catalogue (KEV)', 'kevUrl')}
            {urlField('NVD', 'nvdUrl')}
            {urlField('EPSS', 'epssUrl')}
            <TextField
              label="Key of NVD"
              type="password"
              hint={
                hasNvdKey
                  ? 'One is kept in the vault. What you type takes its place.'
                  : 'With one, NVD answers ten times as often.'
              }
              value={nvdKey}
              error={submit.errors['nvdKey']}
              onChange={(event) => setNvdKey(event.target.value)}
            />
          </FieldGrid>
        </details>
        {submit.problem !== null && (
          <Notice tone="bad" title="Not kept">
            {submit.problem}
          </Notice>
        )}
        {isDirty && (
          <Button type="submit" variant="primary" disabled={submit.busy}>
            Keep
          </Button>
        )}
      </div>
    </Form>
  );
}
