import { client, errorMessage } from './client.ts';
import { showFailure, showToast } from './toasts.ts';

/** Puts a text that is no secret on the clipboard, and says so. */
export async function copyText(text: string): Promise<void> {
  try {
    await client.shell.copyText({ text });
    showToast(`${text} copied`);
  } catch (error) {
    showFailure(`Not copied: ${errorMessage(error)}`);
  }
}
