import { systemCaller, type Caller } from '../../shared/caller.ts';
import type { EngineHandlers } from '../../shared/contract.ts';
import { mspOrganizationId } from '../../shared/organization.ts';
import { newWebhook } from '../../shared/webhook.ts';
import { createAccess } from './access/access.ts';
import { createAuditLog } from './access/audit-log.ts';
import { resealAnswers } from './access/idempotency.ts';
import { createLocalApi, readLocalApi } from './access/local-api.ts';
import { createSubscription } from './access/subscription.ts';
import { createBreachRoom } from './breach-room.ts';
import { createPasswordBreachRoom } from './password-breach-room.ts';
import { createJournal } from './database/journal.ts';
import type { OpenDatabase } from './database/open-database.ts';
import { createSystem } from './database/system.ts';
import { createDirectoryLookup } from './directory/lookup.ts';
import { createOrganizations } from './directory/organizations.ts';
import { createTechnicians } from './directory/technicians.ts';
import { createWorkspace } from './directory/workspace.ts';
import type { EngineDeps } from './engine-deps.ts';
import { createExchangeRoom } from './exchange-room.ts';
import { createImports } from './imports/imports.ts';
import { createAssetImporters } from './inventory/asset-importer.ts';
import { createAssets } from './inventory/assets.ts';
import { createVehicles } from './inventory/vehicles.ts';
import { createLocalDoor } from './local-door.ts';
import { createClockWatch } from './platform/clock-watch.ts';
import { noKeychain } from './platform/keychain.ts';
import { createSeeding } from './seeding.ts';
import { sampleWebhook } from './seed/sample-webhook.ts';
import { createArticles } from './service-desk/articles.ts';
import { createProjectWork } from './service-desk/project-work.ts';
import { setSettingsAside } from './set-settings-aside.ts';
import { createServiceDesk } from './service-desk/service-desk.ts';
import { createTicketImporters } from './service-desk/ticket-importer.ts';
import { createRmmRoom } from './rmm-room.ts';
import { createReviewRoom } from './review-room.ts';
import { createReportRoom } from './report-room.ts';
import { createUptimeRoom } from './uptime-room.ts';
import { createVaultRoom } from './vault/vault-room.ts';
import { toldWith } from './security/breaches/exposure-repository.ts';
import { breachFacts } from './security/breaches/breach-facts.ts';
import { createVulnerabilityRoom } from './vulnerability-room.ts';

/**
 * Builds each domain once and joins those that must meet, by handing one a function of the other. Nothing listens
 * and no timer runs yet.
 */
export function createRooms(deps: EngineDeps, database: OpenDatabase) {
  const { clock, log, push } = deps;
  const { db } = database;
  const journal = createJournal(
    db,
    clock,
    () => {
      exchange.events.wake();
      vulnerabilities.queue.wake();
    },
    (caller, record) => exchange.remotes.heard(caller, record),
  );

  const domain = { db, clock, journal, push };
  const lookup = createDirectoryLookup(db);
  const estate = { ...domain, ...lookup };
  const assets = createAssets(estate);
  const clockWatch = createClockWatch(clock, () => deps.push({ type: 'system' }));
  const serviceDesk = createServiceDesk({ ...domain, directory: lookup, assetNamed: assets.named });
  const vault = createVaultRoom({
    ...domain,
    log,
    keychain: deps.keychain ?? noKeychain,
    unattended: deps.unattended ?? false,
    compares: {
      isOn: () => passwords.lookup.settings().source !== 'off',
      check: (password) => passwords.lookup.check(password),
      forget: () => passwords.lookup.forget(),
    },
    organizationExists: lookup.organizationExists,
    organizationName: lookup.organizationName,
    assetOrganization: (caller, id) => assets.named(caller, id)?.organizationId,
    ticketOrganization: (caller, id) => serviceDesk.organizationOf(caller, id),
    resealOthers: (from, to) => resealAnswers(db, from, to),
  });
  /** What the engine itself signs in with; they can be read once the vault was opened. */
  const credentials = { secrets: vault.secrets, secretsOpen: () => vault.status().servicesOpen };
  const access = createAccess({ ...domain, log, sealing: vault.sealing });
  const system = createSystem({
    ...deps,
    database,
    checkVault: vault.check,
    listening: () => door.listening(),
    clockAheadMs: clockWatch.aheadMs,
    queueLength: () => exchange.remotes.queueLength(),
    settingsSetAside: setSettingsAside(database, log),
  });
  const organizations = createOrganizations(domain);
  const exchange = createExchangeRoom({
    ...estate,
    createOrganization: organizations.upkeep.create,
    log,
    serviceDesk,
    assets,
    listener: { get: () => door.hookListener.get(), set: (...given) => door.hookListener.set(...given) },
    version: deps.version,
    ...credentials,
    breachesTold: (addressId, breach) => toldWith(db, addressId, breach),
    hasConsole: !(deps.unattended ?? false),
    loopback: deps.insecureLoopback ?? false,
    ownPorts: () => door.ports(),
    heard: clockWatch.heard,
  });
  const uptime = createUptimeRoom({
    ...estate,
    log,
    egress: exchange.egress,
    alerts: exchange.alerts,
    serviceDesk,
    assetOrganization: (caller, id) => assets.named(caller, id)?.organizationId,
    asset: assets.find,
    assetAlike: assets.alike,
    ...credentials,
    ...(deps.outside && { outside: deps.outside }),
  });
  const vulnerabilities = createVulnerabilityRoom({
    ...estate,
    log,
    egress: exchange.egress,
    alerts: exchange.alerts,
    serviceDesk,
    assetOrganization: (caller, id) => assets.named(caller, id)?.organizationId,
    ...credentials,
  });
  const rmm = createRmmRoom({
    ...domain,
    log,
    version: deps.version,
    egress: exchange.egress,
    isOnline: exchange.isOnline,
    inbox: exchange.alerts,
    inventory: vulnerabilities.looks,
    ...credentials,
    organizationExists: lookup.organizationExists,
    createOrganization: organizations.upkeep.create,
    assets,
    loopback: deps.insecureLoopback ?? false,
  });
  const reviews = createReviewRoom({
    ...domain,
    egress: exchange.egress,
    readOnly: database.readOnly !== null,
    organizations: (caller) => organizations.handlers.names(caller, {}),
    inventory: assets,
    logins: vault.logins,
    listKeys: () => access.keys.list(systemCaller, {}),
    updates: vulnerabilities.updateFacts,
    patches: rmm.patchFacts,
    breaches: (caller, subject) => breachFacts(db, caller, subject),
  });
  const passwords = createPasswordBreachRoom({
    ...domain,
    version: deps.version,
    egress: exchange.egress,
    comparison: () => vault.comparison,
  });
  const breaches = createBreachRoom({
    ...estate,
    log,
    version: deps.version,
    egress: exchange.egress,
    accounts: () => exchange.accounts('oneclickit'),
    isOnline: exchange.isOnline,
    ...credentials,
    logins: vault.logins,
    serviceDesk,
    assets,
  });
  const healthReports = createReportRoom({
    ...domain,
    organizationName: lookup.organizationName,
    listKeys: () => access.keys.list(systemCaller, {}),
    review: ({ caller, organizationId }) => reviews.reviewOf(caller, organizationId),
    endingEntries: ({ caller, organizationId }, until) =>
      vault
        .logins(caller, { organizationId })
        ?.filter(({ expiresAt }) => expiresAt !== null && expiresAt >= clock.now() && expiresAt <= until)
        .length ?? null,
  });
  const seeding = createSeeding(domain);
  const workspace = createWorkspace({ ...domain, loadSample: fillSample });
  const forImports = lookup.forImports(organizations.upkeep);
  const importers = {
    // First: a list of software may have columns that a list of assets has too.
    ...vulnerabilities.importers(forImports),
    ...createTicketImporters({ ...serviceDesk.deps, organizations: forImports }),
    ...createAssetImporters({ db, records: assets.records, organizations: forImports }),
  };
  const imports = createImports({
    ...domain,
    importers,
    files: [vulnerabilities.files, uptime.files(forImports), vault.files(forImports)],
    organizations: forImports,
  });
  /** What REST serves too; the other calls are the console's. */
  const served = {
    ...serviceDesk.handlers,
    ...createProjectWork(estate),
    articles: createArticles(estate),
    assets: assets.handlers,
    vehicles: createVehicles(estate),
    organizations: organizations.handlers,
    technicians: createTechnicians(domain),
    ...exchange.handlers,
    // Outages are answered together with their alerts.
    ...uptime.handlers,
    ...vault.handlers,
    reviewPerson: reviews.reviewPerson,
    breaches: breaches.handlers,
    passwordBreaches: passwords.handlers,
    breachCheck: breaches.lookUp,
    healthReports: healthReports.handlers,
    prepareHealthReport: healthReports.prepare,
    entries: { ...vault.handlers.entries, listWhole: vault.entries.listWhole },
  };
  const door = createLocalDoor({
    ...domain,
    handlers: served,
    access,
    version: deps.version,
    log,
    wish: deps.http,
    settings: readLocalApi(db),
    hooks: exchange.hooks,
    hookHosts: exchange.hookHosts,
  });
  const handlers: EngineHandlers<Caller> = {
    ...served,
    savedAssetFilters: assets.savedFilters,
    system: system.handlers,
    workspace: workspace.handlers,
    keys: access.keys,
    usage: access.usage,
    localApi: createLocalApi({ ...domain, ...door }),
    subscription: createSubscription(domain),
    reviews: reviews.handlers,
    ...vulnerabilities.handlers,
    rmm: rmm.handlers,
    audit: createAuditLog(db),
    imports: imports.handlers,
  };

  /** The believable sample MSP; its logins too where the vault is open. */
  function fillSample(): void {
    db.transaction(() => {
      seeding.demo();
      vulnerabilities.fillSample();
      rmm.fillSample();
      fillSampleEntries();
      const client = organizations.handlers
        .names(systemCaller, {})
        .find(({ id }) => id !== mspOrganizationId);
      if (client) healthReports.createAtOnce(systemCaller, { organizationId: client.id });
    });
  }

  function fillSampleEntries(): void {
    if (!vault.isOpen() || db.get('SELECT 1 FROM vault_entry LIMIT 1')) return;
    db.transaction(() => {
      seeding.demoEntries(vault.entries.writes);
      exchange.handlers.webhooks.create(systemCaller, newWebhook.parse(sampleWebhook));
    });
  }

  return {
    handlers,
    door,
    access,
    system,
    workspace,
    serviceDesk,
    exchange,
    uptime,
    breaches,
    passwords,
    vault,
    reviews,
    vulnerabilities,
    rmm,
    imports,
    clockWatch,
    fillSample,
    fillSampleEntries,
    seedBench: seeding.bench,
  };
}
