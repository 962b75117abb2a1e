import { client, errorMessage } from './client.ts';
import { showFailure, showToast } from './toasts.ts';

/**
 * Puts a text on the clipboard, and says so.
 * @param called what the toast names in the place of the text, which a secret must not be shown in
 */
export async function copyText(text: string, called = text): Promise<void> {
  try {
    await client.shell.copyText({ text });
    showToast(`${called} copied`);
  } catch (error) {
    showFailure(`Not copied: ${errorMessage(error)}`);
  }
}
