import type BetterSqlite3 from 'better-sqlite3';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { schemaVersion } from '../../electron/engine/database/migrate.ts';

/** Puts rows into a database of that schema version, each version's own tables included. */
export function fillVersion(raw: BetterSqlite3.Database, version: number): void {
  if (version >= 1) {
    raw.exec(`
      INSERT INTO organization (id, name, created_at, updated_at) VALUES (1, 'MSP', 1, 1), (2, 'Acme', 2, 2);
      INSERT INTO technician (id, name, email, role, created_at, updated_at) VALUES (1, 'Ada', 'a@b.example', 'administrator', 1, 1);
      INSERT INTO setting VALUES ('console.technician', '1');
      INSERT INTO saved_filter (id, name, view, filter, query, position) VALUES (1, 'Mine', 'mine', '{}', '', 1);
      INSERT INTO audit (at, change_id, actor_kind, actor_id, actor_name, entity, entity_id, organization_id, action, changes)
        VALUES (3, 'c1', 'technician', 1, 'Ada', 'ticket', 1, 2, 'create', '[]'), (4, 'c2', 'system', NULL, 'Techbench', 'ticket', NULL, NULL, 'update', '[{"field":"x","from":1,"to":2}]');
      INSERT INTO draft VALUES ('reply:1', 'half a sentence', 5);`);
    const insert = raw.prepare(`INSERT INTO ticket (organization_id, subject, status, priority, type, source,
      created_at, updated_at, row_hash, description) VALUES (?, ?, 'open', 'high', 'incident', 'console', ?, ?, x'00', ?)`);
    for (let index = 0; index < 200; index += 1)
      insert.run(1 + (index % 2), `Ticket ${index}`, index, index, `Text ${index}`);
  }
  if (version >= 2) {
    raw.exec(`
      INSERT INTO api_key (name, hash, prefix, last_four, scopes, organization_id, tier, technician_id, created_at)
        VALUES ('CI', x'0102', 'tb_live_abcd', 'wxyz', '["tickets:read"]', 2, 'standard', 1, 7);
      INSERT INTO idempotent_answer (api_key_id, idempotency_key, fingerprint, status, body, created_at) VALUES (1, 'once', x'03', 201, '{"id":"tkt_000001"}', 8);
      INSERT INTO rate_limit (bucket, full_at) VALUES ('key:1', 99);`);
  }
  if (version >= 3) {
    raw.exec(`
      INSERT INTO asset (organization_id, name, type, status, serial_number, source, created_at, updated_at, custom_fields)
        VALUES (2, 'FS01', 'server', 'active', 'SN-1', 'console', 3, 4, '{"rack":"B7"}');
      INSERT INTO vehicle (organization_id, name, status, latitude, created_at, updated_at) VALUES (1, 'Van 1', 'active', 52.5, 5, 6);
      INSERT INTO project (organization_id, name, status, owner_id, created_at, updated_at) VALUES (2, 'Move', 'active', 1, 7, 8);
      INSERT INTO task (organization_id, project_id, title, status, priority, position, created_at, updated_at)
        VALUES (2, 1, 'Pack', 'done', 'high', 1.5, 9, 10);
      INSERT INTO article (organization_id, title, status, updated_by, saved_at, created_at, updated_at, body)
        VALUES (1, 'VPN', 'published', 'Ada', 12, 11, 12, '# VPN');
      INSERT INTO article_version VALUES (1, 1, 'VPN', '', '[]', 'Ada', 11, 'old');`);
  }
  if (version >= 4) {
    raw.exec(`
      INSERT INTO endpoint (id, method, path) VALUES (1, 'GET', '/v1/api/tickets');
      INSERT INTO request_log (id, at, api_key_id, endpoint_id, status, duration_us, bytes)
        VALUES (1, 9, 1, 1, 200, 1500, 300);
      INSERT INTO key_usage VALUES (1, 0, -1, 1, 0, 1500), (1, 1, 20000, 1, 0, 1500);`);
  }
  if (version >= 5) {
    raw.exec(`
      INSERT INTO vault_key (vault_id, protection, parameters, wrapped, created_at) VALUES ('0a', 'keychain', '{}', x'01', 13);
      INSERT INTO vault_entry (organization_id, version, created_at, updated_at, card, password) VALUES (2, 3, 14, 15, x'02', x'03');
      INSERT INTO vault_earlier VALUES (1, 2, 2, 15, x'04');
      INSERT INTO vault_secret VALUES ('connection/1/key', 1, x'05', 16);`);
  }
  if (version >= 9) {
    raw.exec(`
      INSERT INTO monitor (organization_id, name, type, status, since, url, interval, timeout, retry_interval, retries,
          successes_to_up, accepted_statuses, paused, source, created_at, updated_at)
        VALUES (2, 'Site', 'http', 'up', 17, 'https://acme.example', 60, 10, 20, 2, 1, '200-299', 0, 'console', 17, 18);
      UPDATE monitor_live SET last_checked_at = 19, beats = 'uud', uptime_30d = 99.5;
      INSERT INTO heartbeat_hour VALUES (1048577, x'06');
      INSERT INTO rollup_minute VALUES (1048577, x'07');
      INSERT INTO rollup_hour VALUES (65537, x'08');
      INSERT INTO rollup_day VALUES (65537, 3600, 60, 0, x'09');
      INSERT INTO unobserved VALUES (20, 21, 'asleep');
      INSERT INTO incident (organization_id, monitor_id, monitor_name, monitor_type, error, state, opened_at, created_at, updated_at)
        VALUES (2, 1, 'Site', 'http', 'refused', 'open', 22, 22, 22);
      INSERT INTO incident_note (incident_id, at, author, kind, text) VALUES (1, 23, 'Ada', 'note', 'Seen');
      INSERT INTO maintenance_window (organization_id, name, schedule, time_zone, monitor_ids, group_names, everywhere, enabled, created_at, updated_at)
        VALUES (2, 'Patches', '{}', 'UTC', '[]', '[]', 0, 1, 24, 25);`);
  }
  if (version >= 10) {
    raw.exec(`
      INSERT INTO alert (organization_id, kind, severity, state, title, detail, dedupe_key, link, occurrences, last_seen_at, created_at, updated_at)
        VALUES (2, 'monitor', 'critical', 'open', 'Site is down', 'refused', 'monitor/1', '/monitors/1', 2, 27, 26, 27);`);
  }
  if (version >= 11) {
    raw.exec(`
      INSERT INTO webhook (organization_id, url, description, events, payload, enabled, header_names, created_at, updated_at)
        VALUES (2, 'https://hooks.example', 'CI', '["*"]', 'clientstor', 1, '["X-Key"]', 28, 28);
      INSERT INTO delivery (organization_id, webhook_id, message_id, event, event_id, test, body, state, created_at, updated_at)
        VALUES (2, 1, 'msg_1', 'ticket.created', 1, 0, '{}', 'waiting', 29, 29);
      INSERT INTO delivery_attempt (delivery_id, at, outcome, request_headers) VALUES (1, 30, 'failed', '[]');
      INSERT INTO saved_event (organization_id, name, event, body, created_at) VALUES (1, 'Down', 'monitor.down', '{}', 31);`);
  }
  if (version >= 12) {
    raw.exec(`
      INSERT INTO connection (kind, name, organization_id, enabled, has_key, has_secret, created_at, updated_at)
        VALUES ('orqit', 'Orqit', 2, 1, 0, 1, 32, 32);
      INSERT INTO hook_refusal VALUES (1, 'wrong_signature', 3, 33);
      INSERT INTO remote_record (connection_id, noun, remote_id, local_id, known_at) VALUES (1, 'ticket', '42', 1, 34);
      INSERT INTO hook_delivery (organization_id, connection_id, message_id, body_hash, headers, body, bytes, state, received_at, created_at, updated_at)
        VALUES (2, 1, 'msg_2', x'0a', '[]', x'7b7d', 2, 'waiting', 35, 35, 35);`);
  }
  if (version >= 14) {
    raw.exec(`
      INSERT INTO software_product VALUES (1, 'application', 'Acme', 'Reader', 36);
      INSERT INTO software_key VALUES ('acme reader', 1);
      INSERT INTO software_build VALUES (1, 1, '1.2');
      INSERT INTO asset_software (asset_id, organization_id, build_id, source, seen_at) VALUES (1, 2, 1, 'import', 37);
      INSERT INTO vulnerability (cve, vendor, product, title, description, required_action, date_added, due_date, ransomware, notes, cwes, created_at, updated_at)
        VALUES ('CVE-2026-0001', 'Acme', 'Reader', 'Acme Reader Hole', '', '', '2026-01-01', '2026-01-22', 'known', '', '[]', 38, 38);
      INSERT INTO vulnerability_key VALUES ('acme reader', 1);
      INSERT INTO vulnerable_range VALUES (1, 1, 'acme reader', NULL, 0, '1.3', 0);
      INSERT INTO product_rule VALUES (1, 'acme reader', 'same', 'Ada', 39);
      INSERT INTO vulnerability_match VALUES (1, 1, 1, 'acme reader', 'affected', 'confirmed');
      INSERT INTO finding (organization_id, asset_id, vulnerability_id, cve, title, build_id, state, created_at, updated_at)
        VALUES (2, 1, 1, 'CVE-2026-0001', 'Acme Reader Hole', 1, 'open', 40, 40);
      INSERT INTO feed (name, answered_at) VALUES ('kev', 41);`);
  }
  if (version >= 15) {
    raw.exec(`
      INSERT INTO channel (name, kind, enabled, settings, has_secret, created_at, updated_at)
        VALUES ('Ops', 'slack', 1, '{}', 1, 36, 36);
      INSERT INTO notification_rule (name, enabled, events, alerts, least_severity, quiet_hours, critical_passes, batch_seconds, steps, created_at, updated_at)
        VALUES ('Nights', 1, '[]', '["monitor"]', 'info', 'null', 1, 30, '[]', 37, 37);
      INSERT INTO notification (organization_id, channel_id, channel_name, kind, origin, rule_id, recipients, subject, message, message_id, state, next_attempt_at, created_at, updated_at)
        VALUES (2, 1, 'Ops', 'slack', 'rule', 1, '[]', 'Down', 'FS01', 'msg_3', 'waiting', 38, 38, 38);
      INSERT INTO notification_item (rule_id, step, source, source_id, organization_id, title, detail, at, ready_at, due_at, state, notification_id)
        VALUES (1, 0, 'alert', 1, 2, 'Down', 'FS01', 39, 39, 39, 'told', 1);`);
  }
  if (version >= 16) {
    raw.exec(`
      INSERT INTO breach_catalogue VALUES ('DemoShop', 'Demo Shop', 'demoshop', 'shop.example', '2025-11-02', 36, 36, 5, 'Text', '["email"]', 1, 0, 0, NULL);
      INSERT INTO breach_address (organization_id, email, watched, standing, answer, checked_at, source, exposures, next_check_at, created_at, updated_at)
        VALUES (2, 'mia@acme.example', 1, 'found', 'found', 37, 'Have I Been Pwned', 1, 38, 36, 37);
      INSERT INTO breach_exposure (address_id, organization_id, breach_key, name, data_types, severity, source, first_seen_at, last_seen_at)
        VALUES (1, 2, 'demoshop', 'Demo Shop', '["email"]', 'info', 'Have I Been Pwned', 37, 37);
      INSERT INTO breach_paste VALUES (1, 'Pastebin', 'AB', NULL, NULL, 3, 37);
      INSERT INTO breach_check (address_id, at, source, answer, breaches, new_breaches) VALUES (1, 37, 'Have I Been Pwned', 'found', 1, 1);
      INSERT INTO breach_run (organization_id, state, total, started_by, started_at) VALUES (2, 'running', 1, 'Ada', 38);
      INSERT INTO breach_run_address VALUES (1, 0, 1);
      INSERT INTO vault_breach_told VALUES (1, x'0b', 39);`);
  }
  if (version >= 18) raw.exec('UPDATE monitor SET parent_asset_id = 1;');
  if (version >= 20) {
    raw.exec(`
      INSERT INTO remote_sync (connection_id, interval_minutes, sends_new, runs) VALUES (1, 5, 1, 3);
      INSERT INTO remote_organization VALUES (1, '42', 'Acme Corp', 2);
      UPDATE remote_record SET base = '{"status":"open"}', seen_run = 3, read_at = 41;
      INSERT INTO outbox_change (organization_id, connection_id, ticket_id, kind, changes, state, marker, actor_name, created_at, updated_at)
        VALUES (2, 1, 2, 'update', '[]', 'waiting', 'ABC', 'Ada', 42, 42);
      INSERT INTO outbox_conflict (organization_id, connection_id, ticket_id, field, base, mine, theirs, mine_by, found_at)
        VALUES (2, 1, 2, 'status', '"open"', '"waiting"', '"closed"', 'Ada', 43);`);
  }
  if (version >= 17) {
    raw.exec(`
      INSERT INTO health_report (organization_id, organization_name, from_day, to_day, score, sections, created_by, created_at)
        VALUES (2, 'Acme', '2026-01-01', '2026-01-31', 70, '{}', 'Ada', 40);`);
  }
}

const tables: Readonly<Record<number, readonly string[]>> = {
  1: ['organization', 'technician', 'setting', 'saved_filter', 'draft', 'ticket', 'ticket_category', 'audit'],
  2: ['api_key', 'idempotent_answer', 'rate_limit'],
  3: ['asset', 'vehicle', 'project', 'task', 'article', 'article_version', 'record_count'],
  4: ['endpoint', 'request_log', 'key_usage'],
  5: ['vault_key', 'vault_entry', 'vault_earlier', 'vault_secret'],
  9: [
    'monitor',
    'monitor_live',
    'heartbeat_hour',
    'rollup_minute',
    'rollup_hour',
    'rollup_day',
    'unobserved',
    'incident',
    'incident_note',
    'maintenance_window',
  ],
  10: ['alert'],
  11: ['webhook', 'delivery', 'delivery_attempt', 'saved_event'],
  12: ['connection', 'hook_refusal', 'remote_record', 'hook_delivery'],
  14: [
    'software_product',
    'software_key',
    'software_build',
    'software_use',
    'asset_software',
    'vulnerability',
    'vulnerability_key',
    'vulnerable_range',
    'product_rule',
    'vulnerability_match',
    'finding',
    'vulnerability_count',
    'feed',
  ],
  15: ['channel', 'notification_rule', 'notification_item', 'notification'],
  16: [
    'breach_catalogue',
    'breach_address',
    'breach_exposure',
    'breach_paste',
    'breach_check',
    'breach_run',
    'breach_run_address',
    'vault_breach_told',
  ],
  17: ['health_report'],
  20: ['remote_sync', 'remote_organization', 'outbox_change', 'outbox_conflict'],
};

/** Columns that a later version adds to a table; left out, for the version before has none of them. */
const addedLater: Readonly<Record<string, readonly string[]>> = {
  asset: ['row_hash'],
  vehicle: ['row_hash'],
  project: ['row_hash'],
  task: ['row_hash'],
  article: ['row_hash'],
  request_log: ['request_id'],
  api_key: ['products', 'own_limit', 'warned_days'],
  rate_limit: ['noted_at'],
  saved_filter: ['noun'],
  idempotent_answer: ['sealed'],
  audit: ['hash'],
  monitor: ['row_hash', 'parent_asset_id'],
  remote_record: ['base', 'seen_run', 'missing_since', 'read_at', 'line'],
};

/** Every row of the tables that exist since that version or before, as that version's columns. */
export function readContent(raw: BetterSqlite3.Database, version: number): Record<string, unknown[]> {
  const content: Record<string, unknown[]> = {};
  for (let each = 1; each <= version; each += 1) {
    for (const table of tables[each] ?? []) {
      const rows = raw.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[];
      for (const row of rows) for (const column of addedLater[table] ?? []) delete row[column];
      content[table] = rows;
    }
  }
  return content;
}

export function schemaOf(file: string): number {
  const raw = openConnection(file, { readonly: true });
  try {
    return schemaVersion(raw);
  } finally {
    raw.close();
  }
}
