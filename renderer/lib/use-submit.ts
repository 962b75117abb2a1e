import { useCallback, useState } from 'react';
import { errorMessage } from './client.ts';
import { fieldErrors } from './field-errors.ts';

export interface Submit {
  readonly busy: boolean;
  readonly problem: string | null;
  readonly errors: Readonly<Record<string, string>>;
  readonly run: (send: () => Promise<void>) => Promise<boolean>;
}

/** The sending of a form: busy while it is on its way, and what was refused where it was typed. */
export function useSubmit(): Submit {
  const [state, setState] = useState<Omit<Submit, 'run'>>({ busy: false, problem: null, errors: {} });
  const run = useCallback(async (send: () => Promise<void>) => {
    setState({ busy: true, problem: null, errors: {} });
    try {
      await send();
      setState({ busy: false, problem: null, errors: {} });
      return true;
    } catch (error) {
      setState({ busy: false, problem: errorMessage(error), errors: fieldErrors(error) });
      return false;
    }
  }, []);
  return { ...state, run };
}
