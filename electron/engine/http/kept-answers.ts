import type { Answer } from './access-door.ts';

/** Keeps what `make` gave until anything is written to the database. */
export type Remember = <T>(name: string, make: () => T) => T;

const mostAnswers = 200;
const longestBody = 64 * 1024;

/**
 * Integrations ask for the same list again and again, mostly while nothing has changed: such an answer is
 * given from memory. Any write at all forgets everything, so that no answer is ever older than the data.
 */
export function createKeptAnswers(remember: Remember): (question: string, work: () => Answer) => Answer {
  const current = () => remember('http answers', () => new Map<string, Answer>());
  return (question, work) => {
    const answers = current();
    const known = answers.get(question);
    if (known) return known;
    const answer = work();
    // Working it out may itself have written: then it may hold what was read before.
    if (answer.body.length <= longestBody && current() === answers) {
      if (answers.size >= mostAnswers) answers.clear();
      answers.set(question, answer);
    }
    return answer;
  };
}
