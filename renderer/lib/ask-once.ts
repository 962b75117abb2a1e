/**
 * Asks when somebody first wants the answer, and gives the same one to all who come later. Where asking failed, those
 * who waited hear of it, and whoever comes next asks anew.
 */
export function askOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}
