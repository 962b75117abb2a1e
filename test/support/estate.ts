import type { EngineClient } from '../../shared/contract.ts';

/** One record of each kind of one organization, every text of it marked. */
export interface Estate {
  readonly organizationId: number;
  /** Stands in every text of these records, and nowhere else. */
  readonly mark: string;
  /** Ids by the noun that stands before them in a path. */
  readonly ids: Readonly<Record<string, number>>;
}

/** An organization of its own with one record of every kind that REST serves. */
export async function buildEstate(console: EngineClient, mark: string): Promise<Estate> {
  const { id: organizationId } = await console.organizations.create({ name: `${mark} Ltd`, notes: mark });
  const asset = await console.assets.create({ organizationId, name: mark, hostname: mark, notes: mark });
  const { ticket } = await console.tickets.create({
    organizationId,
    subject: mark,
    description: mark,
    requester: mark,
  });
  const vehicle = await console.vehicles.create({ organizationId, name: mark, notes: mark });
  const monitor = await console.monitors.create({
    organizationId,
    name: mark,
    type: 'http',
    url: `http://${mark.toLowerCase()}.example`,
    keyword: mark,
    notes: mark,
    paused: true,
  });
  const project = await console.projects.create({ organizationId, name: mark, description: mark });
  const task = await console.tasks.create({ projectId: project.record.id, title: mark, description: mark });
  const article = await console.articles.create({ organizationId, title: mark, body: mark });
  // With the estimator there, its strength is known at once.
  await console.entries.estimate({ password: mark });
  const entry = await console.entries.create({
    organizationId,
    title: mark,
    username: mark,
    password: `${mark} password`,
    folder: mark,
    notes: mark,
    oneTimeCode: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  });
  const { webhook } = await console.webhooks.create({
    organizationId,
    url: `https://${mark}.example/hook`,
    events: ['monitor.down'],
  });
  const { deliveryId } = await console.webhooks.test({ id: webhook.id, event: 'monitor.down' });
  // Switched off before it is sent: no test asks for this name outside.
  await console.webhooks.update({ id: webhook.id, patch: { enabled: false } });
  const report = await console.healthReports.create({ organizationId, from: '2026-01-01', to: '2026-01-31' });
  return {
    organizationId,
    mark,
    ids: {
      organizations: organizationId,
      assets: asset.record.id,
      devices: asset.record.id,
      tickets: ticket.id,
      vehicles: vehicle.record.id,
      monitors: monitor.record.id,
      projects: project.record.id,
      tasks: task.record.id,
      kb: article.record.id,
      passwords: entry.record.id,
      webhooks: webhook.id,
      deliveries: deliveryId,
      'health-reports': report.id,
    },
  };
}

/** Everything that an organization has, as text, to compare what was with what is. */
export async function snapshotOf(console: EngineClient, organizationId: number): Promise<string> {
  const filter = { organizationId };
  const list = { filter, limit: 500 };
  const projects = await console.projects.list(list);
  return JSON.stringify([
    await console.organizations.get({ id: organizationId }),
    (await console.tickets.list({ view: 'all', filter, limit: 200 })).rows,
    await console.assets.list(list),
    await console.vehicles.list(list),
    await console.monitors.list(list),
    projects,
    await Promise.all(
      projects.rows.map(({ id }) => console.tasks.list({ filter: { projectId: id }, limit: 500 })),
    ),
    await console.articles.list(list),
    (await console.entries.list(list)).rows,
  ]);
}
