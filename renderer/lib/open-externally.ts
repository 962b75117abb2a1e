import { client, errorMessage } from './client.ts';
import { showFailure } from './toasts.ts';

/** Opens a page in the system's browser. Main asks the technician first and takes https and mailto only. */
export async function openExternally(url: string): Promise<void> {
  try {
    await client.shell.openExternal({ url });
  } catch (error) {
    showFailure(`Not opened: ${errorMessage(error)}`);
  }
}
