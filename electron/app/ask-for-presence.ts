import { systemPreferences } from 'electron';
import { AppError } from '../../shared/errors.ts';

/**
 * Has the system ask who is there: Touch ID on a Mac that has it. Elsewhere Electron offers nothing to ask with,
 * and the page's own question has to do. Throws `forbidden` where the system was not satisfied.
 */
export async function askForPresence(): Promise<void> {
  if (process.platform !== 'darwin' || !systemPreferences.canPromptTouchID()) return;
  try {
    await systemPreferences.promptTouchID('show a secret of the vault');
  } catch (error) {
    throw new AppError('forbidden', 'You were not recognized.', { cause: error });
  }
}
