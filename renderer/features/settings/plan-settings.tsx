import { keyTier } from '../../../shared/api-key.ts';
import { plan, type Plan } from '../../../shared/local-api.ts';
import { SelectField } from '../../components/field.tsx';
import { settingGroup, settingHeading } from '../../components/setting-group.ts';
import { client } from '../../lib/client.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';

const planWords: Record<Plan, string> = {
  starter: 'Starter',
  professional: 'Professional',
  enterprise: 'Enterprise',
};

/** The workspace's plan, which is announced to webhooks when it changes, and the tier of new keys. */
export function PlanSettings() {
  const subscription = useAnswer('subscription', 'get', {}).value;
  const submit = useSubmit();
  if (!subscription) return null;
  const set = (patch: Parameters<typeof client.subscription.set>[0]) =>
    void submit.run(async () => {
      await client.subscription.set(patch);
    });
  return (
    <div className={settingGroup}>
      <h3 className={settingHeading}>Plan</h3>
      <SelectField
        label="Plan of the workspace"
        hint="Another plan is announced as subscription.changed."
        value={subscription.plan}
        disabled={submit.busy}
        error={submit.problem ?? undefined}
        onChange={(event) => set({ plan: plan.parse(event.target.value) })}
      >
        {plan.options.map((each) => (
          <option key={each} value={each}>
            {planWords[each]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Limit of new keys"
        hint="Keys that are there keep theirs; each can be given another when it is made."
        value={subscription.keyTier}
        disabled={submit.busy}
        onChange={(event) => set({ keyTier: keyTier.parse(event.target.value) })}
      >
        <option value="standard">Standard: 60 requests a minute, 100 at once</option>
        <option value="professional">Professional: 300 a minute, 500 at once</option>
        <option value="enterprise">Enterprise: 1,000 a minute, 2,000 at once</option>
      </SelectField>
    </div>
  );
}
