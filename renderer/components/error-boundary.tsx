import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { reportError } from '../lib/client.ts';
import { flushDrafts } from '../lib/drafts.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface Props {
  /** What failed, as the technician would call it: "The triage screen". */
  what: string;
  children: ReactNode;
}

/**
 * Holds a failure to the part of the window it happened in. Unsent text is saved first.
 * Give it the place as `key`, so that going elsewhere starts afresh.
 */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    flushDrafts();
    reportError(error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        icon={TriangleAlert}
        title={`${this.props.what} could not be shown`}
        action={
          <>
            <Button variant="primary" onClick={() => this.setState({ failed: false })}>
              Try again
            </Button>
            <Button onClick={() => window.location.reload()}>Reload the window</Button>
          </>
        }
      >
        Your unsent text is kept. What went wrong was written to the log.
      </EmptyState>
    );
  }
}
