import { ImageUp, ScanQrCode } from 'lucide-react';
import { useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { MoreFields, wideField } from '../../components/form.tsx';
import { OrganizationField } from '../../components/record-screen/record-form-fields.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { emptyTexts, isAddress, isMigration, namesIn, newEntryFrom, type CodeTexts } from './code-texts.ts';
import { pictureIn, readQrPicture } from './read-qr-picture.ts';
import styles from './codes.module.css';

interface AddCodeProps {
  /** The client that one is looking at; null for the MSP's own. */
  organizationId: number | null;
  onAdded: (entryId: number) => void;
  onClose: () => void;
}

const migrationWords =
  'This is Google’s export of several codes. Keep the addresses in a text file and import that.';
const noneOnScreen =
  'No QR code of a one-time code was found on the screen. Make it larger there and free of other windows.';

/** A new code, by its address, by a picture of its QR code, from the screen, or by hand. What is typed stays in memory only. */
export function AddCode({ organizationId, onAdded, onClose }: AddCodeProps) {
  const initial = emptyTexts(organizationId ?? 1);
  const [texts, setTexts] = useState<CodeTexts>(initial);
  const [pictureProblem, setPictureProblem] = useState<string | null>(null);
  const submit = useSubmit();
  const chooser = useRef<HTMLInputElement>(null);
  const set = (patch: Partial<CodeTexts>) => setTexts((before) => ({ ...before, ...patch }));
  const setSource = (source: string) => {
    setPictureProblem(null);
    const { issuer, account } = namesIn(source);
    setTexts((before) => {
      // What the last address said of itself goes with it; what was typed stays.
      const old = namesIn(before.source);
      const follows = (typed: string, said: string) => typed === '' || typed === said;
      return {
        ...before,
        source,
        title: follows(before.title, old.issuer || old.account) ? issuer || account : before.title,
        account: follows(before.account, old.account) ? account : before.account,
      };
    });
  };
  const takeScreen = async () => {
    try {
      const { addresses } = await client.shell.readScreenCodes({});
      if (addresses[0] === undefined) setPictureProblem(noneOnScreen);
      else setSource(addresses[0]);
    } catch (error) {
      setPictureProblem(errorMessage(error));
    }
  };
  const takePicture = async (picture: Blob) => {
    try {
      setSource(await readQrPicture(picture));
    } catch (error) {
      setPictureProblem(error instanceof Error ? error.message : 'The picture cannot be read.');
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const picture = pictureIn(event.clipboardData);
    if (!picture) return;
    event.preventDefault();
    void takePicture(picture);
  };
  const onDrop = (event: DragEvent) => {
    const picture = pictureIn(event.dataTransfer);
    if (!picture) return;
    event.preventDefault();
    void takePicture(picture);
  };
  const errorOf = (name: string) => submit.errors[name];
  const field = (name: 'title' | 'account' | 'organizationId' | 'digits' | 'period' | 'counter') => ({
    value: texts[name],
    error: errorOf(name === 'account' ? 'username' : name) ?? errorOf(`oneTimeCode.${name}`),
    onBlur: () => undefined,
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  const save = () =>
    void submit.run(async () => {
      const { record } = await client.entries.create(newEntryFrom(texts));
      showToast(`${record.title} added`);
      onAdded(record.id);
      onClose();
    });
  const migration = isMigration(texts.source);
  const byHand = texts.source.trim() !== '' && !isAddress(texts.source);
  const sourceError =
    pictureProblem ??
    (migration ? migrationWords : undefined) ??
    errorOf('oneTimeCode') ??
    errorOf('oneTimeCode.secret');
  return (
    <FormDialog
      title="Add code"
      action="Add code"
      ready={texts.source.trim() !== '' && newEntryFrom(texts).title !== '' && !migration}
      submit={submit}
      refusedTitle="The code was not added"
      draft={{ dirty: JSON.stringify(texts) !== JSON.stringify(initial), clear: () => setTexts(initial) }}
      onSubmit={save}
      onClose={onClose}
    >
      {/* The field inside is the control; what is pasted or dropped anywhere around it is meant for it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={wideField} onPaste={onPaste} onDrop={onDrop} onDragOver={allowPictures}>
        <TextAreaField
          label="Address or secret"
          hint="otpauth://…, or the secret that the site shows. A picture of its QR code can be pasted or dropped here."
          rows={2}
          maxLength={4096}
          spellCheck={false}
          required
          value={texts.source}
          error={sourceError}
          onChange={(event) => setSource(event.target.value)}
        />
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          hidden
          aria-label="Picture of a QR code"
          onChange={(event) => {
            const [picture] = event.target.files ?? [];
            event.target.value = '';
            if (picture) void takePicture(picture);
          }}
        />
        <div className={styles['pictureButtons']}>
          <Button icon={ImageUp} onClick={() => chooser.current?.click()}>
            Read a picture…
          </Button>
          <Button icon={ScanQrCode} onClick={() => void takeScreen()}>
            Read the screen
          </Button>
        </div>
      </div>
      <TextField label="Title" maxLength={500} required {...field('title')} />
      <OrganizationField {...field('organizationId')} />
      <TextField label="Account" maxLength={200} spellCheck={false} {...field('account')} />
      {byHand && (
        <MoreFields label="Kind, digits, seconds">
          <SelectField
            label="Kind"
            value={texts.type}
            onChange={(event) => set({ type: event.target.value as CodeTexts['type'] })}
          >
            <option value="totp">By time (TOTP)</option>
            <option value="hotp">By count (HOTP)</option>
            <option value="steam">Steam Guard</option>
          </SelectField>
          {texts.type !== 'steam' && (
            <>
              <SelectField
                label="Algorithm"
                value={texts.algorithm}
                onChange={(event) => set({ algorithm: event.target.value as CodeTexts['algorithm'] })}
              >
                <option value="SHA1">SHA-1 (nearly always)</option>
                <option value="SHA256">SHA-256</option>
                <option value="SHA512">SHA-512</option>
              </SelectField>
              <TextField label="Digits" inputMode="numeric" maxLength={2} {...field('digits')} />
              {texts.type === 'totp' ? (
                <TextField label="Seconds" inputMode="numeric" maxLength={5} {...field('period')} />
              ) : (
                <TextField label="Next count" inputMode="numeric" maxLength={15} {...field('counter')} />
              )}
            </>
          )}
        </MoreFields>
      )}
    </FormDialog>
  );
}

function allowPictures(event: DragEvent): void {
  if (event.dataTransfer.types.includes('Files')) event.preventDefault();
}
