import { askForInbox } from '../features/tickets/ask-for-inbox.ts';
import { reportError } from '../lib/client.ts';
import { loadPreferences } from '../lib/preferences.ts';

/** Asked for before anything is drawn: the first frame then has the right colours and columns. */
export function askForFirstAnswers(): void {
  void loadPreferences(askForInbox).catch(reportError);
}
