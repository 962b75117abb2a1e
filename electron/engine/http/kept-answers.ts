import type { Answer } from './access-door.ts';

export interface KeptAnswers {
  /** The answer that was given to the same question while the data were as they are now. */
  find(question: string): Answer | undefined;
  keep(question: string, answer: Answer): void;
}

const mostAnswers = 200;
const longestBody = 64 * 1024;

/**
 * Integrations ask for the same list again and again, mostly while nothing has changed: such an answer is
 * given from memory. Any write at all forgets everything, so that no answer is ever older than the data.
 * @param version changes with every write
 */
export function createKeptAnswers(version: () => number): KeptAnswers {
  const answers = new Map<string, Answer>();
  let seen = version();

  return {
    find(question) {
      const now = version();
      if (now !== seen) {
        answers.clear();
        seen = now;
      }
      return answers.get(question);
    },
    keep(question, answer) {
      // Answering may itself have written: then the next question starts afresh.
      if (answer.body.length > longestBody || version() !== seen) return;
      if (answers.size >= mostAnswers) answers.clear();
      answers.set(question, answer);
    },
  };
}
