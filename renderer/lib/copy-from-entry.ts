import type { CopiedPart } from '../../shared/shell-contract.ts';
import { client, errorMessage } from './client.ts';
import { useNavigation } from './navigation.ts';
import { showFailure, showToast } from './toasts.ts';
import { askToConfirm } from './confirmation.ts';

const names: Readonly<Record<CopiedPart, string>> = {
  username: 'Username',
  password: 'Password',
  code: 'Code',
};

/** The ticket that is being worked on: what is taken out of the vault meanwhile is noted as taken for it. */
export function ticketAtHand(): number | null {
  const { route } = useNavigation.getState();
  return route.screen === 'tickets' ? route.ticketId : null;
}

/** From the vault to the clipboard, past this page. Asks who is there first where the entry wants that. */
export async function copyPart(
  entry: { readonly id: number; readonly title: string; readonly reprompt: boolean },
  what: CopiedPart,
): Promise<void> {
  try {
    if (what !== 'username' && entry.reprompt && !(await askToConfirm(entry.title))) return;
    await client.shell.copyFromEntry({ entryId: entry.id, what, ticketId: ticketAtHand() });
    showToast(`${names[what]} of ${entry.title} copied, for 20 seconds`);
  } catch (error) {
    showFailure(`Not copied: ${errorMessage(error)}`);
  }
}

/** For what this page shows already. */
export async function copySecret(text: string, what: string): Promise<void> {
  try {
    await client.shell.copySecret({ text });
    showToast(`${what} copied, for 20 seconds`);
  } catch (error) {
    showFailure(`Not copied: ${errorMessage(error)}`);
  }
}
