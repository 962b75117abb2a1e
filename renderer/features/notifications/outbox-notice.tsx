import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { OutboxState } from '../../../shared/notification.ts';
import { plural } from '../../lib/format.ts';

/** What holds messages up, where something does. */
export function OutboxNotice({ outbox, onFailed }: { outbox: OutboxState; onFailed: () => void }) {
  const waiting = plural(outbox.waiting, 'notification');
  if (outbox.waiting > 0 && outbox.state === 'offline') {
    return (
      <Notice tone="warn" title={`${waiting} wait for the network`}>
        This computer has none. They are kept, and sent when it is back.
      </Notice>
    );
  }
  if (outbox.waiting > 0 && outbox.state === 'vault_locked') {
    return (
      <Notice tone="warn" title={`${waiting} wait for the vault`}>
        Passwords and addresses of channels are sealed in it. Once it was opened, it may be locked again.
      </Notice>
    );
  }
  if (outbox.failed === 0) return null;
  return (
    <Notice
      tone="warn"
      title={`${plural(outbox.failed, 'notification')} did not get through`}
      actions={<Button onClick={onFailed}>Show them</Button>}
    >
      What was given up can be sent again.
    </Notice>
  );
}
