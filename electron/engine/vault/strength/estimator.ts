export interface Estimate {
  /** 0 (guessed at once) to 4 (not guessed by anybody). */
  readonly strength: number;
  readonly guesses: number;
  readonly warning: string | null;
  readonly suggestions: string[];
}

/** @param words What a guesser who knows the entry would try first: its title, user name, client. */
export type Estimator = (password: string, words: readonly string[]) => Estimate;

/** A guesser gains nothing from what lies behind these. */
const mostLooked = 64;
const longestWord = 64;

/**
 * zxcvbn's way to judge a password: by how many guesses it withstands. Its dictionaries take a tenth of a second to
 * read and some megabytes to keep, so that they are loaded when they are first needed.
 */
export async function loadEstimator(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
    maxLength: mostLooked,
    // Its default tries a hundred ways to read 3 as e, at a tenth of a second for each password.
    l33tMaxSubstitutions: 4,
  });
  return (password, words) => {
    const known = words.filter((word) => word !== '').map((word) => word.slice(0, longestWord));
    const { score, guesses, feedback } = zxcvbn.check(password, known);
    return { strength: score, guesses, warning: feedback.warning, suggestions: [...feedback.suggestions] };
  };
}
