import { ArrowLeft } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { Screen, ScreenBody } from '../../components/screen.tsx';
import { useActions } from '../../lib/actions.ts';
import { navigate } from '../../lib/navigation.ts';
import { RequestList } from './request-list.tsx';

const back = () => navigate({ screen: 'keys', keyId: null });

/** Every request to the local API, also of those who showed no key. */
export function RequestLogScreen({ keyId }: { keyId: number | null }) {
  useActions([
    { id: 'requests.back', name: 'Back to the keys', group: 'API keys', keys: ['escape'], run: back },
  ]);
  return (
    <Screen>
      <TopBar
        title="Request log"
        lead={<IconButton icon={ArrowLeft} label="Back to the keys (Esc)" keys="escape" onClick={back} />}
      />
      <ScreenBody scrolls>
        <RequestList keyId={keyId} />
      </ScreenBody>
    </Screen>
  );
}
