import { Pencil, Power } from 'lucide-react';
import { useState } from 'react';
import type { NotificationRule } from '../../../shared/notification-rule.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, FixedTitle } from '../../components/detail/detail-head.tsx';
import { DetailPane } from '../../components/detail/detail-pane.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { clockText } from '../../components/quiet-hours-fields.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { useActions, type Action } from '../../lib/actions.ts';
import { kindLabels, severityLabels } from '../../lib/alert-names.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { eventWords } from '../../lib/event-words.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { stepText } from './notification-words.ts';

interface RuleDetailProps {
  rule: NotificationRule;
  channelName: (id: number) => string;
  ask: (kind: 'edit' | 'remove') => void;
  onClose: () => void;
}

async function setEnabled(rule: NotificationRule, enabled: boolean): Promise<void> {
  try {
    await client.notificationRules.update({ id: rule.id, patch: { enabled } });
    showToast(`${rule.name} switched ${enabled ? 'on' : 'off'}`);
  } catch (error) {
    showFailure(`Not switched: ${errorMessage(error)}`);
  }
}

/** One rule in words. */
export function RuleDetail({ rule, channelName, ask, onClose }: RuleDetailProps) {
  const [part, setPart] = useState('rule');
  const organizations = useOrganizations();
  const toggle = () => void setEnabled(rule, !rule.enabled);
  const action = (id: string, name: string, keys: string, run: () => void): Action => ({
    id: `rule.${id}`,
    name,
    group: 'Notifications',
    keys: [keys],
    run,
  });
  useActions([
    action('edit', 'Edit the rule', 'e', () => ask('edit')),
    action('toggle', 'Switch the rule on or off', 'p', toggle),
    action('remove', 'Delete the rule', 'delete', () => ask('remove')),
  ]);
  const { quietHours } = rule;
  return (
    <DetailPane
      id="rule-detail"
      label={rule.name}
      of="the rule"
      part={part}
      onPart={setPart}
      head={
        <DetailHead
          noun="rule"
          onClose={onClose}
          meta={
            <StateDot shape={rule.enabled ? 'good' : 'gone'}>{rule.enabled ? 'On' : 'Switched off'}</StateDot>
          }
          title={<FixedTitle>{rule.name}</FixedTitle>}
        >
          <Button icon={Pencil} keys="e" onClick={() => ask('edit')}>
            Edit
          </Button>
          <Button icon={Power} keys="p" onClick={toggle}>
            {rule.enabled ? 'Switch off' : 'Switch on'}
          </Button>
        </DetailHead>
      }
      parts={[
        {
          id: 'rule',
          label: 'Rule',
          content: (
            <Properties>
              <PropertyList>
                <Property label="Of">
                  {rule.organizationId === null
                    ? 'every organization'
                    : (organizations.nameOf(rule.organizationId) ?? '…')}
                </Property>
                <Property label="Alerts">
                  {rule.alerts.length === 0
                    ? 'None'
                    : `${rule.alerts.map((kind) => kindLabels[kind]).join(', ')}: ${severityLabels[rule.leastSeverity].toLowerCase()} or worse`}
                </Property>
                <Property label="Events">
                  {rule.events.length === 0
                    ? 'None'
                    : rule.events.map((event) => eventWords[event]).join(', ')}
                </Property>
                <Property label="Tells">
                  <ol>
                    {rule.steps.map((step) => (
                      <li key={step.afterMinutes}>
                        {stepText(step, channelName)}
                        {step.recipients.length > 0 && ` (${step.recipients.join(', ')})`}
                        {step.afterMinutes > 0 && ', while nobody has acknowledged it'}
                      </li>
                    ))}
                  </ol>
                </Property>
                <Property label="Quiet hours">
                  {quietHours === null
                    ? 'None'
                    : `${clockText(quietHours.fromMinute)} to ${clockText(quietHours.toMinute)}${rule.criticalPasses ? '; what is critical is told all the same' : ''}`}
                </Property>
                <Property label="One message for">
                  {rule.batchSeconds === 0 ? 'Each thing' : `What happens within ${rule.batchSeconds} s`}
                </Property>
              </PropertyList>
              <p>
                <Button keys="delete" onClick={() => ask('remove')}>
                  Delete
                </Button>
              </p>
            </Properties>
          ),
        },
      ]}
    />
  );
}
