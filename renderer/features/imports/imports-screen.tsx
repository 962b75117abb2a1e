import { FileInput, FileUp } from 'lucide-react';
import { useState } from 'react';
import { AppError } from '../../../shared/errors.ts';
import type { ImportPreview } from '../../../shared/import.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { Screen, ScreenBody } from '../../components/screen.tsx';
import { useActions } from '../../lib/actions.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { showFailure } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { isOfVault } from './import-words.ts';
import { BatchTable } from './batch-table.tsx';
import { DeleteSource } from './delete-source.tsx';
import { FilePassword } from './file-password.tsx';
import { PreviewImport } from './preview-import.tsx';

/** Files that came in, and the way to bring in another; nothing is written before its preview has been seen. */
export function ImportsScreen() {
  const [open, setOpen] = useState<{ preview: ImportPreview; password: string | undefined } | null>(null);
  const [encrypted, setEncrypted] = useState<{ fileId: string; name: string } | null>(null);
  const [source, setSource] = useState<ImportPreview | null>(null);
  const [reading, setReading] = useState(false);
  const batches = useAnswer('imports', 'list', {});
  const read = async (fileId: string, password?: string) => {
    const preview = await client.imports.preview({ fileId, ...(password === undefined ? {} : { password }) });
    setOpen({ preview, password });
    setEncrypted(null);
  };
  const choose = async () => {
    try {
      const file = await client.shell.chooseImportFile({});
      if (!file) return;
      setReading(true);
      await read(file.fileId).catch((error: unknown) => {
        if (!needsPassword(error)) throw error;
        setEncrypted(file);
      });
    } catch (error) {
      showFailure(`The file could not be read: ${errorMessage(error)}`);
    } finally {
      setReading(false);
    }
  };
  useActions([
    {
      id: 'import.choose',
      name: 'Import from a file…',
      group: 'Imports',
      keys: ['w'],
      run: () => void choose(),
    },
  ]);
  const list = batches.value;
  return (
    <Screen>
      <TopBar
        title="Imports"
        count={list ? String(list.length) : ''}
        actions={
          <Button
            variant="primary"
            icon={FileUp}
            aria-keyshortcuts="w"
            disabled={reading}
            onClick={() => void choose()}
          >
            {reading ? 'Reading…' : 'Import a file'}
          </Button>
        }
      />
      <ScreenBody scrolls>
        {open ? (
          <PreviewImport
            preview={open.preview}
            password={open.password}
            onClose={() => setOpen(null)}
            onImported={(preview) => isOfVault(preview.format) && setSource(preview)}
          />
        ) : (
          <>
            {batches.status === 'loading' && <Skeleton rows={4} label="Loading imports" />}
            {batches.status === 'failed' && !list && (
              <EmptyState icon={FileInput} title="The imports could not be read">
                {batches.error.message}
              </EmptyState>
            )}
            {list && list.length === 0 && (
              <EmptyState
                icon={FileInput}
                title="Nothing has been imported"
                action={
                  <Button variant="primary" keys="w" disabled={reading} onClick={() => void choose()}>
                    Import a file
                  </Button>
                }
              >
                Tickets and assets as CSV, passwords and one-time codes as other programs export them,
                monitors of Uptime Kuma or of another Techbench. You see what is new, changed, double and
                refused first, and can take the whole batch back later.
              </EmptyState>
            )}
            {list && list.length > 0 && <BatchTable batches={list} />}
          </>
        )}
      </ScreenBody>
      {encrypted && (
        <FilePassword
          fileName={encrypted.name}
          onPassword={(password) => read(encrypted.fileId, password)}
          onClose={() => setEncrypted(null)}
        />
      )}
      {source && (
        <DeleteSource fileId={source.fileId} fileName={source.fileName} onClose={() => setSource(null)} />
      )}
    </Screen>
  );
}

function needsPassword(error: unknown): boolean {
  return error instanceof AppError && error.details?.reason === 'password_needed';
}
