import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatRoute } from '../../renderer/lib/format-route.ts';
import { parseRoute, type Route } from '../../renderer/lib/route.ts';

const places: Route[] = [
  { screen: 'tickets', source: { kind: 'view', view: 'inbox' }, ticketId: null },
  { screen: 'tickets', source: { kind: 'view', view: 'mine' }, ticketId: 42 },
  { screen: 'tickets', source: { kind: 'filter', id: 3 }, ticketId: 7 },
  { screen: 'tickets', source: { kind: 'search', query: 'org:"Demo Corp" 50% / #' }, ticketId: null },
  { screen: 'organizations', organizationId: null },
  { screen: 'organizations', organizationId: 9 },
  { screen: 'assets', filterId: null, recordId: null },
  { screen: 'assets', filterId: null, recordId: 12 },
  { screen: 'assets', filterId: 3, recordId: null },
  { screen: 'assets', filterId: 3, recordId: 12 },
  { screen: 'vehicles', filterId: null, recordId: 4 },
  { screen: 'monitors', filterId: null, recordId: null },
  { screen: 'monitors', filterId: null, recordId: 7 },
  { screen: 'incidents', filterId: null, recordId: 7 },
  { screen: 'maintenance', filterId: null, recordId: null },
  { screen: 'wall' },
  { screen: 'articles', filterId: null, recordId: null },
  { screen: 'alerts', filterId: null, recordId: 3 },
  { screen: 'webhooks', webhookId: null },
  { screen: 'webhooks', webhookId: 2 },
  { screen: 'deliveries', filterId: null, recordId: null },
  { screen: 'breaches', filterId: null, recordId: null },
  { screen: 'breaches', filterId: null, recordId: 5 },
  { screen: 'deliveries', filterId: null, recordId: 8 },
  { screen: 'connections', connectionId: 1 },
  { screen: 'hookDeliveries', filterId: null, recordId: 5 },
  { screen: 'vulnerabilities', filterId: null, recordId: 5 },
  { screen: 'exposures', filterId: null, recordId: 5 },
  { screen: 'projects', projectId: null },
  { screen: 'projects', projectId: 2 },
  { screen: 'tasks', projectId: 2, taskId: null },
  { screen: 'tasks', projectId: 2, taskId: 9 },
  { screen: 'keys', keyId: null },
  { screen: 'keys', keyId: 7 },
  { screen: 'requests', keyId: null },
  { screen: 'requests', keyId: 7 },
  { screen: 'imports' },
  { screen: 'codes' },
  { screen: 'settings', section: 'backups' },
];

describe('a place of the console', () => {
  for (const place of places) {
    it(`is the same after being written and read: ${formatRoute(place)}`, () => {
      assert.deepEqual(parseRoute(`#/${formatRoute(place)}`), place);
    });
  }

  it('may be a ticket alone, as links name it', () => {
    const route = parseRoute('ticket/12');
    assert.equal(route?.screen === 'tickets' ? route.ticketId : null, 12);
  });

  const hostile = [
    '',
    'nowhere',
    'ticket',
    'ticket/0',
    'assets/0',
    'assets/filter',
    'assets/filter/x',
    'assets/1/2',
    'vehicles/1/2/3',
    'projects/1/2',
    'projects/x/tasks',
    'projects/1/tasks/-2',
    'projects/1/tasks/2/3',
    'ticket/-1',
    'ticket/1.5',
    'ticket/1e3',
    'ticket/99999999999999999',
    'ticket/1/../../2',
    'ticket/%31%',
    'tickets/constructor',
    'tickets/__proto__/1',
    'tickets/inbox/1/2',
    'tickets/filter/x',
    'organizations/1/2',
    'settings/nothing',
    'settings/toString',
    'keys/none',
    'requests/1/2',
    'javascript:alert(1)',
  ];
  for (const text of hostile) {
    it(`is not made of ${JSON.stringify(text)}`, () => assert.equal(parseRoute(text), undefined));
  }
});
