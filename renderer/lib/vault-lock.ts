import { putAnswer } from './answers.ts';
import { client, errorMessage, subscribe } from './client.ts';
import { useConfirmation } from './confirmation.ts';
import { dismissToast, showFailure, showToast } from './toasts.ts';

/** Takes away what a locked vault must leave nowhere: a question, a confirmation, a name in a toast. */
export function followVaultLock(): () => void {
  return subscribe((event) => {
    if (event.type !== 'vault' || event.state !== 'locked') return;
    dismissToast();
    // Also for the page's memory: React keeps what it showed last until it shows something else.
    setTimeout(() => showToast('The vault is locked'), 0);
    useConfirmation.getState().question?.answer(false);
    useConfirmation.setState({ until: 0 });
  });
}

export async function lockVault(): Promise<void> {
  try {
    putAnswer('vault.status', {}, await client.vault.lock({}));
  } catch (error) {
    showFailure(`The vault was not locked: ${errorMessage(error)}`);
  }
}
