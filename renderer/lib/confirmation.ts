import { create } from 'zustand';
import { client } from './client.ts';

interface Question {
  /** The entry that asks. */
  readonly title: string;
  readonly answer: (confirmed: boolean) => void;
}

/** The question that lies over the screen, if one does. */
export const useConfirmation = create<{ readonly question: Question | null; readonly until: number }>(() => ({
  question: null,
  until: 0,
}));

/**
 * Asks whoever sits there to say so again, unless that was done within the last minute. Answers false where
 * the question was dismissed.
 */
export function askToConfirm(title: string): Promise<boolean> {
  if (Date.now() < useConfirmation.getState().until) return Promise.resolve(true);
  return new Promise((resolve) => {
    const answer = (confirmed: boolean) => {
      useConfirmation.setState({ question: null });
      resolve(confirmed);
    };
    useConfirmation.setState({ question: { title, answer } });
  });
}

/** Tells the engine that the person is there; throws where the passphrase is wrong or the system says no. */
export async function confirm(passphrase: string | null): Promise<void> {
  const { confirmedUntil } = await (passphrase === null
    ? client.shell.confirmPresence({})
    : client.vault.confirm({ passphrase }));
  useConfirmation.setState({ until: confirmedUntil });
}
