import type { Alert } from '../../../../shared/alert.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { WritableDb } from '../../database/db.ts';
import type { VendorAlert } from './connector.ts';
import { findDevice } from './device-repository.ts';
import { findSite } from './site-repository.ts';
import type { StoredIntegration } from './integration-repository.ts';

/** The alerts inbox, which another room keeps. */
export interface AlertInbox {
  readonly raise: (
    trouble: Pick<Alert, 'organizationId' | 'kind' | 'severity' | 'title' | 'detail' | 'dedupeKey' | 'link'>,
  ) => void;
  readonly clear: (dedupeKey: string) => unknown;
}

export interface KeepAlertsDeps {
  readonly db: WritableDb;
  readonly alerts: AlertInbox;
}

const keyOf = (integrationId: number, externalId: string): string => `rmm/${integrationId}/${externalId}`;

/** Brings the vendor's alerts into the inbox. One that somebody resolved here comes back when the vendor has news of it. */
export function createKeepAlerts({ db, alerts }: KeepAlertsDeps) {
  function placeOf(integration: StoredIntegration, alert: VendorAlert) {
    const device =
      alert.deviceExternalId === null ? undefined : findDevice(db, integration.id, alert.deviceExternalId);
    const site =
      device?.siteExternalId == null ? undefined : findSite(db, integration.id, device.siteExternalId);
    if (device?.link === 'ignored' || site?.decision === 'ignored') return undefined;
    return {
      organizationId: site?.organizationId ?? mspOrganizationId,
      link: device?.assetId == null ? `/rmm/${integration.id}` : `/assets/${device.assetId}`,
      of: device?.facts.name ?? device?.facts.hostname,
    };
  }

  return {
    /** In the caller's transaction. */
    see(integration: StoredIntegration, rows: readonly VendorAlert[]): void {
      for (const alert of rows) {
        const { externalId, told, severity, title, detail } = alert;
        const place = placeOf(integration, alert);
        if (!place) continue;
        const known = db.get<{ told: string }>(
          'SELECT told FROM rmm_alert WHERE integration_id = ? AND external_id = ?',
          [integration.id, externalId],
        );
        if (known?.told === told) continue;
        db.run(
          `INSERT INTO rmm_alert (integration_id, external_id, told) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET told = excluded.told`,
          [integration.id, externalId, told],
        );
        const { organizationId, link, of } = place;
        alerts.raise({
          organizationId,
          kind: 'rmm',
          severity,
          title: of === undefined ? title : `${of}: ${title}`,
          detail,
          dedupeKey: keyOf(integration.id, externalId),
          link,
        });
      }
    },
    /** After a list that was read to its end: what it does not name is over. In the caller's transaction. */
    end(integrationId: number, named: ReadonlySet<string>): void {
      const known = db.all<{ externalId: string }>(
        'SELECT external_id AS externalId FROM rmm_alert WHERE integration_id = ?',
        [integrationId],
      );
      for (const { externalId } of known) if (!named.has(externalId)) forget(integrationId, externalId);
    },
    /** Nobody will tell of them any more. */
    endAll(integrationId: number): void {
      this.end(integrationId, new Set());
    },
  };

  function forget(integrationId: number, externalId: string): void {
    alerts.clear(keyOf(integrationId, externalId));
    db.run('DELETE FROM rmm_alert WHERE integration_id = ? AND external_id = ?', [integrationId, externalId]);
  }
}
