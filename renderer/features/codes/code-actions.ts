import type { ShownCode } from '../../../shared/one-time-code.ts';
import type { Action } from '../../lib/actions.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { showFailure, showUndo, undoLast } from '../../lib/toasts.ts';
import { nameOfCode, type moveInGrid } from './find-codes.ts';

export const codeSearchId = 'code-search';

type Step = Parameters<typeof moveInGrid>[1];

interface CodeActionsInput {
  /** The code under the cursor. */
  readonly current: ShownCode | undefined;
  readonly count: number;
  readonly move: (step: Step) => void;
  readonly copy: (code: ShownCode) => void;
  /** Null while nothing narrows the codes. */
  readonly clear: (() => void) | null;
  readonly add: () => void;
  readonly filter: () => void;
  readonly showQr: (code: ShownCode) => void;
}

const group = 'One-time codes';

async function togglePinned(code: ShownCode): Promise<void> {
  const pinned = !code.pinned;
  try {
    const { changeId } = await client.entries.update({ ids: [code.entryId], patch: { pinned } });
    const undo = () => {
      client.entries.undo({ changeId }).catch((error: unknown) => showFailure(errorMessage(error)));
    };
    showUndo(`${nameOfCode(code)} ${pinned ? 'pinned' : 'unpinned'}`, undo);
  } catch (error) {
    showFailure(`Not ${pinned ? 'pinned' : 'unpinned'}: ${errorMessage(error)}`);
  }
}

/** What can be done on the screen of codes, by name and by key. */
export function codeActions(input: CodeActionsInput): Action[] {
  const { current, count, clear } = input;
  const move = (step: Step, name: string, keys: string[]): Action => ({
    id: `codes.${step}`,
    name,
    group: 'Move',
    keys,
    hidden: true,
    when: () => count > 0,
    run: () => input.move(step),
  });
  const onCurrent = (id: string, name: string, keys: string[], run: (code: ShownCode) => void): Action => ({
    id: `codes.${id}`,
    name,
    group,
    keys,
    when: () => current !== undefined,
    run: () => current && run(current),
  });
  return [
    move('next', 'Next code', ['j', 'right']),
    move('previous', 'Previous code', ['k', 'left']),
    move('down', 'The code below', ['down']),
    move('up', 'The code above', ['up']),
    move('first', 'First code', ['home']),
    move('last', 'Last code', ['end']),
    onCurrent('copy', 'Copy code', ['enter', 'c'], input.copy),
    onCurrent('pin', 'Pin or unpin', ['p'], (code) => void togglePinned(code)),
    onCurrent('open', 'Open its entry', ['o'], (code) =>
      navigate({ ...allRecords('entries'), recordId: code.entryId }),
    ),
    onCurrent('qr', 'Show as QR code…', ['q'], input.showQr),
    { id: 'codes.add', name: 'Add code…', group, keys: ['w'], run: input.add },
    { id: 'codes.filter', name: 'Filter codes…', group, keys: ['f'], run: input.filter },
    {
      id: 'codes.search',
      name: 'Find a code',
      group,
      keys: ['/'],
      run: () => document.getElementById(codeSearchId)?.focus(),
    },
    {
      id: 'codes.clear',
      name: 'Show all codes',
      group,
      keys: ['escape'],
      hidden: true,
      when: () => clear !== null,
      run: () => clear?.(),
    },
    { id: 'codes.undo', name: 'Undo', group, keys: ['z', 'mod+z'], hidden: true, run: () => void undoLast() },
  ];
}
