import type { Migration } from '../migrate.ts';
import { serviceDesk } from './0001-service-desk.ts';
import { access } from './0002-access.ts';
import { estate } from './0003-estate.ts';
import { usage } from './0004-usage.ts';
import { vault } from './0005-vault.ts';
import { requestId } from './0006-request-id.ts';
import { recordHashes } from './0007-record-hashes.ts';
import { auditChain } from './0008-audit-chain.ts';
import { uptime } from './0009-uptime.ts';
import { exchange } from './0010-exchange.ts';
import { webhooks } from './0011-webhooks.ts';
import { hooks } from './0012-hooks.ts';
import { review } from './0013-review.ts';
import { vulnerabilities } from './0014-vulnerabilities.ts';
import { notifications } from './0015-notifications.ts';
import { breaches } from './0016-breaches.ts';
import { healthReports } from './0017-health-reports.ts';
import { monitorParents } from './0018-monitor-parents.ts';
import { rmm } from './0019-rmm.ts';
import { remotes } from './0020-remotes.ts';
import { findingTimes } from './0021-finding-times.ts';

/** In order, forward only; a released step is never edited. */
export const migrations: readonly Migration[] = [
  serviceDesk,
  access,
  estate,
  usage,
  vault,
  requestId,
  recordHashes,
  auditChain,
  uptime,
  exchange,
  webhooks,
  hooks,
  review,
  vulnerabilities,
  notifications,
  breaches,
  healthReports,
  monitorParents,
  rmm,
  remotes,
  findingTimes,
];
