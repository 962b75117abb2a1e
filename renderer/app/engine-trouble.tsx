import { PlugZap } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { retry } from '../lib/answers.ts';
import { client, reportError } from '../lib/client.ts';
import { useEngineState } from '../lib/engine-state.ts';

/** Stands in place of everything while there has been no answer at all. */
export function EngineTrouble({ reason }: { reason: string | null }) {
  const { state, detail } = useEngineState();
  const again = () => {
    if (state === 'stopped') void client.shell.restartEngine({}).catch(reportError);
    else retry('workspace.get', {});
  };
  return (
    <EmptyState
      icon={PlugZap}
      title={state === 'stopped' ? 'The engine has stopped' : 'The engine does not answer'}
      action={
        <>
          <Button variant="primary" onClick={again}>
            {state === 'stopped' ? 'Start it again' : 'Try again'}
          </Button>
          <Button onClick={() => void client.shell.showDataFolder({}).catch(reportError)}>
            Show the data folder
          </Button>
        </>
      }
    >
      {detail ?? reason ?? 'It did not say why.'} Your data is where it was.
    </EmptyState>
  );
}
