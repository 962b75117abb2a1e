import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { reportError } from '../lib/client.ts';
import { flushDrafts } from '../lib/drafts.ts';
import { UnreadableCode } from '../lib/unreadable-code.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface Props {
  /** What failed, as the technician would call it: "The triage screen". */
  what: string;
  children: ReactNode;
}

interface State {
  /** Code that could not be read, or anything that was thrown while drawing. */
  failure: 'code' | 'other' | null;
}

/**
 * Holds a failure to the part of the window it happened in. Unsent text is saved first.
 * Give it the place as `key`, so that going elsewhere starts afresh.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: error instanceof UnreadableCode ? 'code' : 'other' };
  }

  override componentDidCatch(error: unknown): void {
    flushDrafts();
    reportError(error);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    const reload = (
      <Button variant={failure === 'code' ? 'primary' : 'plain'} onClick={() => window.location.reload()}>
        Reload the window
      </Button>
    );
    return (
      <EmptyState
        icon={TriangleAlert}
        title={`${this.props.what} could not be shown`}
        action={
          failure === 'code' ? (
            reload
          ) : (
            <>
              <Button variant="primary" onClick={() => this.setState({ failure: null })}>
                Try again
              </Button>
              {reload}
            </>
          )
        }
      >
        Your unsent text is kept. What went wrong was written to the log.
      </EmptyState>
    );
  }
}
