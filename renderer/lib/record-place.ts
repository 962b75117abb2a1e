import { navigate, useNavigation } from './navigation.ts';
import type { RecordDomain } from './route.ts';

/** Writes the open record into the address of its screen; elsewhere nothing is written. */
export function placeWriter(domain: RecordDomain) {
  return (recordId: number | null): void => {
    const { route } = useNavigation.getState();
    if (route.screen !== domain) return;
    if (route.screen === 'projects') navigate({ ...route, projectId: recordId }, { replace: true });
    else navigate({ ...route, recordId }, { replace: true });
  };
}
