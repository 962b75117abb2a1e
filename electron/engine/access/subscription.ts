import type { Caller } from '../../../shared/caller.ts';
import { isoSeconds } from '../../../shared/identity.ts';
import { publicId } from '../../../shared/public-id.ts';
import { subscription, type Subscription, type subscriptionContract } from '../../../shared/local-api.ts';
import { mspOrganizationId } from '../../../shared/organization.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import { changedFields, newChangeId } from '../database/journal.ts';
import { readSettingAs, writeSetting, type Setting } from '../database/settings.ts';
import { requireAdministrator } from '../database/tenancy.ts';
import { refuseKeys, type KeysDeps } from './keys.ts';

export const subscriptionSetting: Setting<Subscription> = {
  key: 'subscription',
  schema: subscription,
  standard: { plan: 'starter', keyTier: 'standard' },
};

/** The workspace's plan, and the tier that its new keys get. */
export function createSubscription(deps: KeysDeps): SyncDomainHandlers<typeof subscriptionContract, Caller> {
  const { db, clock, journal } = deps;
  return {
    get(caller) {
      refuseKeys(caller);
      return readSettingAs(db, subscriptionSetting);
    },
    set(caller, patch) {
      refuseKeys(caller);
      requireAdministrator(caller);
      return db.transaction(() => {
        const before = readSettingAs(db, subscriptionSetting);
        const after = subscription.parse({ ...before, ...patch });
        const changes = changedFields(before, after);
        if (changes.length === 0) return before;
        writeSetting(db, subscriptionSetting.key, JSON.stringify(after));
        journal.audit(caller, {
          changeId: newChangeId(),
          entity: 'subscription',
          entityId: null,
          organizationId: mspOrganizationId,
          action: 'update',
          changes,
        });
        if (after.plan !== before.plan) {
          journal.event({
            type: 'subscription.changed',
            organizationId: mspOrganizationId,
            entityId: null,
            data: {
              customerId: publicId('customer', mspOrganizationId),
              previousPlan: before.plan,
              newPlan: after.plan,
              effectiveDate: isoSeconds(clock.now()).slice(0, 10),
            },
          });
        }
        db.afterCommit(() => deps.push({ type: 'subscription' }));
        return after;
      });
    },
  };
}
