import { z } from 'zod';
import { newMonitor } from '../../../../shared/monitor.ts';
import { checkSeconds, type NewMonitor } from '../../../../shared/monitor.ts';
import type { MonitorType } from '../../../../shared/monitor-options.ts';
import { usualStatuses } from '../../../../shared/monitor-options.ts';

const text = z.string().nullish();
const count = z.coerce.number().nullish();
const flag = z.union([z.boolean(), z.number()]).nullish();

/** As Uptime Kuma 1.x writes its backups; fields that nothing here takes are left alone. */
const kumaMonitor = z.looseObject({
  id: z.number().nullish(),
  name: text,
  description: text,
  type: z.string(),
  url: text,
  method: text,
  body: text,
  headers: text,
  hostname: text,
  port: count,
  interval: count,
  retryInterval: count,
  resendInterval: count,
  maxretries: count,
  timeout: count,
  keyword: text,
  invertKeyword: flag,
  ignoreTls: flag,
  upsideDown: flag,
  maxredirects: count,
  accepted_statuscodes: z.array(z.string()).nullish(),
  dns_resolve_type: text,
  dns_resolve_server: text,
  tags: z.array(z.looseObject({ name: z.string(), value: text })).nullish(),
  active: flag,
  parent: z.number().nullish(),
  authMethod: text,
  basic_auth_user: text,
  jsonPath: text,
  expectedValue: text,
});
type KumaMonitor = z.infer<typeof kumaMonitor>;

export const kumaBackup = z.looseObject({ version: z.string(), monitorList: z.array(z.unknown()) });

/** What a monitor of Kuma becomes, or why it becomes nothing. */
export type KumaRow =
  | { readonly monitor: NewMonitor; readonly remark: string | null }
  | { readonly refused: string };

const types: Readonly<Record<string, MonitorType>> = {
  http: 'http',
  keyword: 'http',
  'json-query': 'http',
  port: 'tcp',
  ping: 'ping',
  dns: 'dns',
  push: 'push',
};

/** Every row of a backup, in its order. */
export function readKuma(backup: z.infer<typeof kumaBackup>): KumaRow[] {
  const parsed = backup.monitorList.map((each) => kumaMonitor.safeParse(each));
  const groups = new Map<number, string>();
  for (const { data } of parsed)
    if (data?.type === 'group' && data.id != null) groups.set(data.id, data.name ?? '');
  return parsed.map(({ data }) => (data ? readMonitor(data, groups) : { refused: 'is no monitor' }));
}

function readMonitor(kuma: KumaMonitor, groups: ReadonlyMap<number, string>): KumaRow {
  if (kuma.type === 'group') return { refused: 'is a group: its monitors carry its name' };
  const known = types[kuma.type];
  const remarks = remarksOn(kuma, known !== undefined);
  const interval = clamp(kuma.interval ?? 60, checkSeconds.least, checkSeconds.most);
  const given = {
    name: kuma.name?.trim() ? kuma.name.slice(0, 200) : `Monitor ${kuma.id ?? ''}`.trim(),
    type: known ?? nearest(kuma),
    url: kuma.url && kuma.url !== 'https://' ? kuma.url : null,
    hostname: kuma.hostname || null,
    port: kuma.port || null,
    interval,
    retryInterval: clamp(kuma.retryInterval || interval, checkSeconds.least, checkSeconds.most),
    timeout: clamp(Math.ceil(kuma.timeout || interval * 0.8), 1, 300),
    retries: clamp(kuma.maxretries ?? 0, 0, 20),
    remindEvery: kuma.resendInterval ? clamp(kuma.resendInterval * interval, 60, 604_800) : null,
    acceptedStatuses: kuma.accepted_statuscodes?.join(', ') || usualStatuses,
    keyword: kuma.type === 'keyword' ? (kuma.keyword ?? null) : null,
    groupName: groups.get(kuma.parent ?? -1)?.slice(0, 100) || null,
    tags: (kuma.tags ?? []).map(({ name, value }) => (value ? `${name}: ${value}` : name).slice(0, 60)),
    paused: kuma.active === false || kuma.active === 0 || remarks.length > 0,
    notes: [kuma.description ?? '', ...remarks].filter((line) => line !== '').join('\n'),
    options: optionsOf(kuma),
  };
  const parsed = newMonitor.safeParse(given);
  if (parsed.success) return { monitor: parsed.data, remark: remarks.length > 0 ? remarks.join(' ') : null };
  const [issue] = parsed.error.issues;
  return { refused: `${issue!.path.join('.')} ${issue!.message}` };
}

/** What cannot be taken over; a monitor with any of it comes in paused, so that it alarms nobody for that. */
function remarksOn(kuma: KumaMonitor, isKnown: boolean): string[] {
  const remarks: string[] = [];
  if (!isKnown) remarks.push(`Uptime Kuma checked this as “${kuma.type}”, which is not known here.`);
  if (kuma.upsideDown) remarks.push('Uptime Kuma took it for up while it failed.');
  if (kuma.basic_auth_user || (kuma.authMethod && kuma.authMethod !== 'none')) {
    remarks.push('It signs in with a password, which is not taken over.');
  }
  if (kuma.type === 'push') remarks.push('It has a new address to be called at.');
  return remarks;
}

function nearest({ url, hostname, port }: KumaMonitor): MonitorType {
  if (url && /^https?:\/\/./.test(url)) return 'http';
  if (!hostname) return 'push';
  return port ? 'tcp' : 'ping';
}

function optionsOf(kuma: KumaMonitor): object {
  const isJson = kuma.type === 'json-query';
  const resolver = kuma.dns_resolve_server || null;
  return {
    ...(kuma.method && { method: kuma.method }),
    headers: headersOf(kuma.headers),
    body: kuma.body || null,
    keywordInverted: Boolean(kuma.invertKeyword),
    redirects: Math.min(3, kuma.maxredirects ?? 3),
    jsonPath: isJson ? (kuma.jsonPath ?? null) : null,
    jsonExpected: isJson ? (kuma.expectedValue ?? null) : null,
    verifyCertificate: !kuma.ignoreTls,
    ...(kuma.type === 'dns' && { recordType: kuma.dns_resolve_type ?? 'A', resolver }),
  };
}

/** A JSON object as text; anything else is none. */
function headersOf(given: string | null | undefined): Record<string, string> {
  try {
    const headers: unknown = JSON.parse(given || '{}');
    const entries = Object.entries(typeof headers === 'object' && headers !== null ? headers : {});
    return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
  } catch {
    return {}; // what is no JSON names no header
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}
