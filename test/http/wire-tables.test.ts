import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { z } from 'zod';
import { assetTable as clientStorAssets } from '../../electron/engine/http/dialects/clientstor/asset-wire.ts';
import { monitorTable } from '../../electron/engine/http/dialects/clientstor/monitor-wire.ts';
import { vehicleTable } from '../../electron/engine/http/dialects/clientstor/vehicle-wire.ts';
import { deviceTable } from '../../electron/engine/http/dialects/oneclickit/device-wire.ts';
import { assetTable as orqitAssets } from '../../electron/engine/http/dialects/orqit/asset-wire.ts';
import { articleTable } from '../../electron/engine/http/dialects/orqit/knowledge.ts';
import { projectTable, taskTable } from '../../electron/engine/http/dialects/orqit/project-wire.ts';
import { userTable } from '../../electron/engine/http/dialects/orqit/users.ts';
import { parseBody } from '../../electron/engine/http/field-issues.ts';
import { assetPatch } from '../../shared/asset.ts';
import { articlePatch } from '../../shared/article.ts';
import { isoSeconds } from '../../shared/identity.ts';
import { publicId } from '../../shared/public-id.ts';
import { monitorPatch } from '../../shared/monitor.ts';
import { projectPatch } from '../../shared/project.ts';
import { taskPatch } from '../../shared/task.ts';
import { vehiclePatch } from '../../shared/vehicle.ts';
import { articles, assets, monitors, projects, tasks, technicians, vehicles } from '../support/records.ts';

interface Table {
  readonly names: Readonly<Record<string, string>>;
  readonly served: z.ZodObject;
  readonly patchBody: z.ZodType;
  toWire(record: object): Record<string, unknown>;
}

interface Mapping {
  readonly dialect: string;
  readonly table: Table;
  readonly records: fc.Arbitrary<object>;
  /** What a change may set. */
  readonly patch: z.ZodObject;
}

const userPatch = z.object({ name: z.string(), email: z.string(), role: z.string(), active: z.boolean() });
const mappings: readonly Mapping[] = [
  { dialect: 'ClientSt0r assets', table: clientStorAssets, records: assets, patch: assetPatch },
  { dialect: 'ClientSt0r vehicles', table: vehicleTable, records: vehicles, patch: vehiclePatch },
  { dialect: 'ClientSt0r monitors', table: monitorTable, records: monitors, patch: monitorPatch },
  { dialect: 'OneClickIT devices', table: deviceTable, records: assets, patch: assetPatch },
  { dialect: 'Orqit assets', table: orqitAssets, records: assets, patch: assetPatch },
  { dialect: 'Orqit projects', table: projectTable, records: projects, patch: projectPatch },
  { dialect: 'Orqit tasks', table: taskTable, records: tasks, patch: taskPatch },
  { dialect: 'Orqit articles', table: articleTable, records: articles, patch: articlePatch },
  { dialect: 'Orqit users', table: userTable, records: technicians, patch: userPatch },
];

describe('mapping tables', () => {
  for (const { dialect, table, records, patch } of mappings) {
    it(`${dialect}: a record comes back as it was, sent as a change`, () => {
      fc.assert(
        fc.property(records, (record) => {
          const wire: unknown = JSON.parse(JSON.stringify(table.toWire(record)));
          const served = table.served.parse(wire);
          assert.deepEqual(served, wire, 'what is served is what the schema says');
          const sent = Object.fromEntries(
            Object.entries(table.names)
              .filter(([, ours]) => ours in patch.shape)
              .map(([name]) => [name, (wire as Record<string, unknown>)[name]]),
          );
          const read = parseBody(table.patchBody, sent) as Record<string, unknown>;
          const expected = Object.fromEntries(
            Object.entries(record).filter(
              ([field]) => field in patch.shape && Object.values(table.names).includes(field),
            ),
          );
          assert.deepEqual(read, expected);
        }),
      );
    });

    it(`${dialect}: names no field twice and none that is not there`, () => {
      const ours = Object.values(table.names);
      assert.equal(new Set(ours).size, ours.length);
      assert.deepEqual(Object.keys(table.served.shape), Object.keys(table.names));
    });
  }

  it('say of one asset the same in each dialect', () => {
    fc.assert(
      fc.property(assets, (asset) => {
        const clientStor = clientStorAssets.toWire(asset);
        const orqit = orqitAssets.toWire(asset);
        const device = deviceTable.toWire(asset);
        assert.equal(device['id'], publicId('device', asset.id));
        assert.equal(orqit['id'], clientStor['id']);
        for (const [name, ours] of Object.entries(clientStorAssets.names)) {
          if (ours === 'id') continue;
          assert.deepEqual(orqit[ours], clientStor[name], name);
          if (ours !== 'organizationId') assert.deepEqual(device[ours], clientStor[name], name);
        }
        assert.equal(clientStor['created_at'], isoSeconds(asset.createdAt));
      }),
    );
  });

  it('would be caught: two fields that change places', () => {
    const swapped: Table = {
      ...(clientStorAssets as unknown as Table),
      toWire: (record) => {
        const wire = clientStorAssets.toWire(record);
        return { ...wire, model: wire['manufacturer'], manufacturer: wire['model'] };
      },
    };
    assert.throws(() =>
      fc.assert(
        fc.property(assets, (asset) => {
          const { model } = parseBody(swapped.patchBody, { model: swapped.toWire(asset)['model'] }) as {
            model: unknown;
          };
          assert.equal(model, asset.model);
        }),
      ),
    );
  });
});
