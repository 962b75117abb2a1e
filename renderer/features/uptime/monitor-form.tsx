import type { Monitor } from '../../../shared/monitor.ts';
import type { MonitorType } from '../../../shared/monitor-options.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { MoreFields, wideField } from '../../components/form.tsx';
import { OrganizationField, WordField } from '../../components/record-screen/record-form-fields.tsx';
import { client } from '../../lib/client.ts';
import { showUndo } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { monitors } from './monitor-session.ts';
import {
  emptyMonitor,
  fieldsOfType,
  monitorFrom,
  problemsOf,
  textsOf,
  type MonitorTextName,
} from './monitor-texts.ts';
import { typeLabels } from './monitor-words.ts';

interface MonitorFormProps {
  /** Null writes a new one. */
  monitor: Monitor | null;
  onClose: () => void;
}

const typeOptions = Object.entries(typeLabels).map(([value, label]) => ({ value, label }));
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const recordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SRV', 'SOA', 'PTR', 'CAA'];

const words = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

/** The client that one is looking at, else the MSP's own. */
function startOf(monitor: Monitor | null) {
  if (monitor) return textsOf(monitor);
  const { organizationId } = monitors.use.getState().query.filter;
  return { ...emptyMonitor, organizationId: String(organizationId ?? 1) };
}

/** Writes a monitor of any type: the fields that its type looks at, and what is wrong with each where it stands. */
export function MonitorForm({ monitor, onClose }: MonitorFormProps) {
  const key = monitor === null ? 'new-monitor' : `monitor:${monitor.id}`;
  const { draft, submit, field } = useFormDraft<MonitorTextName>(key, startOf(monitor));
  // Every field is a text of the form's own.
  const texts = { ...emptyMonitor, ...draft.values };
  const type = texts.type as MonitorType;
  const problems = problemsOf(texts);
  const has = (name: MonitorTextName) => fieldsOfType[type].includes(name);
  const options = useAnswer('monitors', 'list', {
    filter: { organizationId: Number(texts.organizationId) },
    sort: [{ field: 'name' }],
    limit: 500,
  }).value?.rows;
  /** What is wrong is said once something stands there, or the engine said so. */
  const text = (name: MonitorTextName) => {
    const { error, ...rest } = field(name);
    const own = texts[name] === '' ? undefined : problems[name];
    return { ...rest, error: error ?? submit.errors[`options.${name}`] ?? own };
  };
  const check = (name: MonitorTextName) => ({
    checked: texts[name] !== '',
    onChange: (event: { target: { checked: boolean } }) => draft.set(name, event.target.checked ? 'yes' : ''),
  });
  const save = () =>
    void submit.run(async () => {
      const written = monitorFrom(texts, monitor?.options ?? null);
      if (monitor === null) {
        const { record, changeId } = await client.monitors.create(written);
        draft.clear();
        monitors.receiveNew(record, changeId);
      } else {
        const { records, changeId } = await client.monitors.update({ ids: [monitor.id], patch: written });
        draft.clear();
        monitors.rows.receive(records);
        showUndo(`${written.name} saved`, () => void monitors.changes.undoById([changeId], [monitor.id]));
      }
      onClose();
    });
  return (
    <FormDialog
      title={monitor === null ? 'New monitor' : `Edit ${monitor.name}`}
      size="large"
      action={monitor === null ? 'Create monitor' : 'Save'}
      ready={Object.keys(problems).length === 0}
      submit={submit}
      refusedTitle="The monitor was not saved"
      draft={draft}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="Name" maxLength={200} required {...text('name')} />
      <WordField label="Type" options={typeOptions} {...text('type')} />
      {has('url') && (
        <TextField
          label="Address"
          placeholder="https://portal.client.example/health"
          className={wideField}
          maxLength={2000}
          spellCheck={false}
          required
          {...text('url')}
        />
      )}
      {has('hostname') && (
        <TextField
          label={type === 'domain' ? 'Domain' : type === 'dns' ? 'Name to look up' : 'Host'}
          maxLength={253}
          spellCheck={false}
          required
          {...text('hostname')}
        />
      )}
      {has('port') && (
        <TextField
          label="Port"
          inputMode="numeric"
          placeholder={type === 'tls' ? '443' : ''}
          required={type === 'tcp'}
          {...text('port')}
        />
      )}
      {has('recordType') && <WordField label="Record" options={words(recordTypes)} {...text('recordType')} />}
      {has('expectedRecords') && (
        <TextField
          label="One of these answers"
          hint="Several with commas between; empty for any answer."
          className={wideField}
          {...text('expectedRecords')}
        />
      )}
      {has('expiryDays') && (
        <TextField label="Bad when it ends within days" inputMode="numeric" {...text('expiryDays')} />
      )}
      {type === 'push' && (
        <p className={wideField}>
          It is down when nobody calls its address for an interval. The address stands in its details once it
          is created.
        </p>
      )}
      <OrganizationField {...text('organizationId')} />
      <TextField
        label={type === 'push' ? 'Called at least every, seconds' : 'Checked every, seconds'}
        inputMode="numeric"
        {...text('interval')}
      />
      {has('acceptedStatuses') && (
        <>
          <TextField label="Accepted statuses" {...text('acceptedStatuses')} />
          <TextField label="Keyword" hint="Must stand in the answer." maxLength={500} {...text('keyword')} />
          <CheckField label="The keyword must not stand there" {...check('keywordInverted')} />
        </>
      )}
      <MoreFields label="Retries, reminders, where it belongs">
        <TextField label="Bad checks that are forgiven" inputMode="numeric" {...text('retries')} />
        <TextField label="Seconds between retries" inputMode="numeric" {...text('retryInterval')} />
        <TextField label="Given up after, seconds" inputMode="numeric" {...text('timeout')} />
        <TextField label="Good checks until it is up" inputMode="numeric" {...text('successesToUp')} />
        <TextField
          label="Remind every, minutes"
          hint="While it is down and nobody is at it; empty for never."
          inputMode="numeric"
          {...text('remindEvery')}
        />
        <SelectField
          label="Stands behind"
          hint="While that is down, this is not judged."
          {...text('parentId')}
        >
          <option value="">nothing</option>
          {(options ?? [])
            .filter(({ id }) => id !== monitor?.id)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </SelectField>
        <TextField label="Group" maxLength={100} {...text('groupName')} />
        <TextField label="Tags" placeholder="core, wan" {...text('tags')} />
        <TextAreaField label="Notes" rows={3} className={wideField} {...text('notes')} />
      </MoreFields>
      {type !== 'push' && (
        <MoreFields label={has('method') ? 'Request, certificate, conditions' : 'Conditions and details'}>
          {has('method') && (
            <>
              <WordField label="Method" options={words(methods)} {...text('method')} />
              <TextField label="Redirects followed" inputMode="numeric" {...text('redirects')} />
              <TextAreaField
                label="Headers"
                hint="One a line, Name: value. Values that may sign in are kept in the vault and not shown again."
                rows={2}
                spellCheck={false}
                className={wideField}
                {...text('headers')}
              />
              <TextAreaField
                label="Body"
                hint="Kept in the vault and not shown again."
                rows={2}
                spellCheck={false}
                className={wideField}
                {...text('body')}
              />
              <TextField
                label="JSON path"
                placeholder="items[0].state"
                spellCheck={false}
                {...text('jsonPath')}
              />
              <TextField label="What must stand there" {...text('jsonExpected')} />
            </>
          )}
          {has('resolver') && (
            <TextField label="Name server" hint="Empty for this machine's own." {...text('resolver')} />
          )}
          {has('verifyCertificate') && (
            <>
              <WordField
                label="TLS at least"
                options={words(['TLSv1.2', 'TLSv1.3'])}
                {...text('minimumTls')}
              />
              <CheckField label="The certificate must be valid" {...check('verifyCertificate')} />
              <TextAreaField
                label="One more authority to trust"
                hint="In PEM"
                rows={2}
                spellCheck={false}
                className={wideField}
                {...text('authority')}
              />
            </>
          )}
          <TextAreaField
            label="Conditions"
            hint="One a line: response_time is below 800, certificate_days is at least 14, json:data.state is ok, header:server exists"
            rows={3}
            spellCheck={false}
            className={wideField}
            {...text('conditions')}
          />
        </MoreFields>
      )}
    </FormDialog>
  );
}
