import { useEffect } from 'react';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Toaster } from '../components/toaster.tsx';
import { subscribe } from '../lib/client.ts';
import { navigateToText } from '../lib/navigation.ts';
import { usePreferences } from '../lib/preferences.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { EngineTrouble } from './engine-trouble.tsx';
import { followEngineState, useEngineState } from '../lib/engine-state.ts';
import { Frame } from './frame.tsx';
import { FirstRun } from './screens.tsx';
import { showOverlay, useShell } from './shell-store.ts';

// A profile that has been through its first run gets its frame at once, while the engine still starts.
const framedKey = 'framed';
const wasFramed = (): boolean => localStorage.getItem(framedKey) !== null;

function Content() {
  const ready = usePreferences(({ preferences }) => preferences !== null);
  const workspace = useAnswer('workspace', 'get', {});
  const engine = useEngineState((state) => state.state);
  const startedEmpty = useShell((shell) => shell.startedEmpty);
  const isFramed = workspace.value != null && (!workspace.value.empty || startedEmpty);
  useEffect(() => {
    if (isFramed) localStorage.setItem(framedKey, '');
  }, [isFramed]);
  const isUnknown = workspace.value === undefined;
  if (isUnknown && (engine === 'stopped' || workspace.status === 'failed')) {
    return <EngineTrouble reason={workspace.error?.message ?? null} />;
  }
  if (!ready || (isUnknown && !wasFramed())) return <Skeleton rows={12} label="Starting" />;
  // An empty desk is offered sample data or an import once, until the technician has chosen.
  if (workspace.value === null || (workspace.value?.empty && !startedEmpty)) {
    return <FirstRun workspace={workspace.value} onDone={() => useShell.setState({ startedEmpty: true })} />;
  }
  return <Frame workspace={workspace.value} />;
}

/** Where main's menu, the tray and links may lead: places, and the two things that lie over every place. */
function goTo(to: string): void {
  if (to === 'new-ticket') showOverlay('newTicket');
  else if (to === 'shortcuts') showOverlay('shortcuts');
  else navigateToText(to);
}

/** Decides what the window is: the desk, the first run, or the page that says why there is no engine. */
export function App() {
  useEffect(followEngineState, []);
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === 'navigate') goTo(event.to);
      }),
    [],
  );
  return (
    <ErrorBoundary what="Techbench">
      <Content />
      <Toaster />
    </ErrorBoundary>
  );
}
