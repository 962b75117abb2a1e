import { useState } from 'react';
import { eventType, type EventType } from '../../../shared/event-type.ts';
import type { SavedEvent } from '../../../shared/hook-delivery.ts';
import type { Webhook } from '../../../shared/webhook.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { client } from '../../lib/client.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { HttpMessage } from './http-message.tsx';
import { eventWords } from '../../lib/event-words.ts';
import { nameOfEndpoint } from './webhook-words.ts';

const none: readonly SavedEvent[] = [];
const savedMark = 'saved:';

interface TestEventProps {
  webhook: Webhook;
  onSent: (deliveryId: number) => void;
  onClose: () => void;
}

/** An example of an event, byte for byte as it would arrive; sent, it is a delivery like any other. */
export function TestEvent({ webhook, onSent, onClose }: TestEventProps) {
  const [chosen, setChosen] = useState('ticket.created');
  const saved = useAnswer('savedEvents', 'list', {}).value ?? none;
  const body = saved.find(({ id }) => chosen === `${savedMark}${id}`);
  const event: EventType = eventType.safeParse(body?.event ?? chosen).data ?? 'ticket.created';
  const preview = useAnswer('webhooks', 'preview', { id: webhook.id, event });
  const submit = useSubmit();
  const send = () =>
    void submit.run(async () => {
      const { deliveryId } = await client.webhooks.test({
        id: webhook.id,
        event,
        ...(body && { savedId: body.id }),
      });
      onSent(deliveryId);
    });
  return (
    <Dialog title={`Test ${nameOfEndpoint(webhook)}`} onClose={onClose} size="large">
      <Form label="Test event" onSubmit={() => submit.busy || send()}>
        <DialogBody>
          <SelectField
            label="Event"
            value={chosen}
            hint={body && 'Its own body is sent; headers and signatures are made anew.'}
            onChange={({ target }) => setChosen(target.value)}
          >
            {eventType.options.map((name) => (
              <option key={name} value={name}>
                {name}: {eventWords[name].toLowerCase()}
              </option>
            ))}
            {saved.map(({ id, name }) => (
              <option key={id} value={`${savedMark}${id}`}>
                Saved: {name}
              </option>
            ))}
          </SelectField>
          {preview.status === 'loading' && !preview.value && <Skeleton rows={6} label="Signing an example" />}
          {preview.status === 'failed' && (
            <Notice tone="warn" title="It cannot be signed now">
              {preview.error.message}
            </Notice>
          )}
          {preview.value && (
            <HttpMessage
              label="What is sent"
              start={`POST ${preview.value.url}`}
              headers={preview.value.headers}
              body={body?.body ?? preview.value.body}
            />
          )}
          {submit.problem !== null && (
            <Notice tone="bad" title="Not sent">
              {submit.problem}
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={submit.busy}>
            Send it
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
