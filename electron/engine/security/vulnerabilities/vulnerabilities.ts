import type { Caller } from '../../../../shared/caller.ts';
import { vulnerabilitySettings } from '../../../../shared/vulnerability-feed.ts';
import { type vulnerabilitiesContract } from '../../../../shared/vulnerability.ts';
import type { DomainHandlers } from '../../../../shared/procedure.ts';
import type { RecordDeps } from '../../database/records/records.ts';
import { readSettingAs, writeSetting } from '../../database/settings.ts';
import { requireAdministrator, requireWriter } from '../../database/tenancy.ts';
import type { Egress } from '../../egress/egress.ts';
import type { Log } from '../../platform/log.ts';
import type { ImportOrganizations } from '../../platform/plan-rows.ts';
import type { Timers } from '../../platform/timers.ts';
import { createCatalogue } from './catalogue.ts';
import { createCatalogueFiles } from './catalogue-files.ts';
import { createDecisions } from './decisions.ts';
import { listReleases } from './feeds/feed-repository.ts';
import { createFeeds } from './feeds/feeds.ts';
import { fillSample } from './fill-sample.ts';
import { createFindingRecords } from './findings/finding-records.ts';
import { createFindings, type FindingDeps } from './findings/findings.ts';
import { createSettleAsset } from './findings/settle-asset.ts';
import { createSoftware, type SoftwareDeps } from './inventory/software.ts';
import { createSoftwareImporter } from './inventory/software-importer.ts';
import { createMatchQueue } from './match-queue.ts';
import { createMatcher } from './matching/matcher.ts';
import { updateFacts, type SeenAsset } from './update-facts.ts';
import { createVulnerabilityLists } from './vulnerability-lists.ts';
import { nvdKeyName, vulnerabilitySetting } from './vulnerability-settings.ts';

export interface VulnerabilitiesDeps
  extends
    RecordDeps,
    Pick<FindingDeps, 'tickets' | 'calm' | 'recall'>,
    Pick<SoftwareDeps, 'assetOrganization'> {
  readonly log: Log;
  readonly egress: Egress;
  readonly timers?: Timers;
  /** The vault's store of credentials. */
  readonly secrets: {
    /** @throws AppError `locked` */
    put(name: string, secret: string): void;
    /** @throws AppError `locked` */
    get(name: string): string | undefined;
    remove(name: string): void;
  };
  /** Whether secrets can be read: the vault was opened once since the start. */
  readonly secretsOpen: () => boolean;
}

/** Says that there is a key without opening the vault. */
const hasNvdKey = {
  key: 'vulnerabilities.nvdKey',
  schema: vulnerabilitySettings.shape.online,
  standard: false,
};

/** What is known to be exploited, what is installed, and where both meet. */
export function createVulnerabilities(deps: VulnerabilitiesDeps) {
  const { db, clock, push, secrets } = deps;
  const told = (): void => push({ type: 'vulnerabilities' });
  const settings = () => readSettingAs(db, vulnerabilitySetting);
  const catalogue = createCatalogue(deps);
  const matcher = createMatcher(db);
  const records = createFindingRecords(deps);
  const settleAsset = createSettleAsset({ ...deps, matcher, records });
  const queue = createMatchQueue({ ...deps, matcher, settleAsset, told });
  const findings = createFindings({ ...deps, records });
  const software = createSoftware({ ...deps, matcher, settleAsset, told, wake: queue.wake });
  const feeds = createFeeds({
    ...deps,
    catalogue,
    settings,
    nvdKey: () => (readSettingAs(db, hasNvdKey) && deps.secretsOpen() ? secrets.get(nvdKeyName) : undefined),
    told(): void {
      queue.wake();
      told();
    },
  });

  const handlers: DomainHandlers<typeof vulnerabilitiesContract, Caller> = {
    ...createVulnerabilityLists(db, clock),
    ...createDecisions({ ...deps, matcher, wake: queue.wake }),
    ...findings.handlers,
    feeds: () => feeds.list(),
    async refresh(caller, { name }) {
      requireWriter(caller);
      await feeds.refresh(name);
      return feeds.list();
    },
    releases: () => listReleases(db),
    settings: () => ({ ...settings(), hasNvdKey: readSettingAs(db, hasNvdKey) }),
    configure(caller, { nvdKey, ...now }) {
      requireAdministrator(caller);
      return db.transaction(() => {
        if (nvdKey === null) secrets.remove(nvdKeyName);
        else if (nvdKey !== undefined) secrets.put(nvdKeyName, nvdKey);
        if (nvdKey !== undefined) writeSetting(db, hasNvdKey.key, JSON.stringify(nvdKey !== null));
        writeSetting(db, vulnerabilitySetting.key, JSON.stringify(now));
        db.afterCommit(told);
        return { ...now, hasNvdKey: readSettingAs(db, hasNvdKey) };
      });
    },
  };

  return {
    handlers: { vulnerabilities: handlers, software: software.handlers },
    /** For agents that look at assets. */
    looks: software.looks,
    queue,
    feeds,
    /** What reads lists of software, and releases of the catalogue that come as a file. */
    importers: (organizations: ImportOrganizations) => ({
      'software-csv': createSoftwareImporter({ db, software, organizations }),
    }),
    files: createCatalogueFiles(catalogue),
    fillSample: (): void => fillSample({ db, clock, catalogue, matcher }),
    updateFacts: (assets: readonly SeenAsset[]) => updateFacts(db, assets, clock.now()),
    /** Called every few seconds. */
    keepUp(): void {
      findings.wakeSuppressed();
      feeds.keepUp();
      queue.wake();
    },
    async stop(): Promise<void> {
      queue.stop();
      await feeds.stop();
    },
  };
}

export type Vulnerabilities = ReturnType<typeof createVulnerabilities>;
