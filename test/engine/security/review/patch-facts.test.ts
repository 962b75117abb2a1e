import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atOnce } from '../../../../electron/engine/platform/in-slices.ts';
import { withPatches } from '../../../../electron/engine/security/review/patch-facts.ts';
import { rmmWith, type RmmWorld } from '../../../support/rmm/rmm-world.ts';
import { ninjaCredentials, simulateNinja, type SimulatedNinja } from '../../../support/rmm/ninjaone.ts';

describe('how updates stand, in a security review', () => {
  let world: RmmWorld;
  let ninja: SimulatedNinja;
  rmmWith('ninjaone', simulateNinja, ninjaCredentials, (...made) => {
    [world, ninja] = made;
  });

  it('is a finding where updates are missing, and nothing where nobody told', async () => {
    ninja.state.health.set(1, { pendingOSPatchesCount: 3, failedOSPatchesCount: 1 });
    ninja.state.health.set(2, { pendingOSPatchesCount: 0, failedOSPatchesCount: 0 });
    await world.sync();
    await world.mapAll();
    const facts = atOnce(world.room.patchFacts(world.assetsOf(2)));
    assert.deepEqual(
      [facts.known, facts.findings.map(({ rule, record, evidence }) => [rule, record.name, evidence])],
      [2, [['missing_updates', 'Desk 1', '1 failed, 3 pending']]],
    );
  });

  it('is something alone, beside what is not known, and never more than was told', () => {
    const finding = {
      rule: 'missing_updates',
      record: { kind: 'asset', id: 1, name: 'A' },
      evidence: '3 pending',
      evidenceAt: 5,
    } as const;
    const told = { known: 1, findings: [finding], checkedAt: 5 };
    const unknown = { status: 'not_checked', reason: 'No catalogue.' } as const;
    assert.deepEqual(withPatches(unknown, { known: 0, findings: [], checkedAt: null }, 2), unknown);
    assert.deepEqual(withPatches(unknown, told, 2), {
      status: 'known',
      findings: [finding],
      checkedAt: 5,
      gaps: ['No catalogue.', 'How updates stand is not known of 1 of 2 assets.'],
    });
    const known = { status: 'known', findings: [], checkedAt: 3, gaps: ['Old.'] } as const;
    assert.deepEqual(withPatches(known, told, 1), {
      status: 'known',
      findings: [finding],
      checkedAt: 3,
      gaps: ['Old.'],
    });
  });
});
