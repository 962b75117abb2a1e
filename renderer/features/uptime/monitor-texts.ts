import type { Monitor } from '../../../shared/monitor.ts';
import type { MonitorOptions, MonitorType } from '../../../shared/monitor-options.ts';
import { tagsText } from '../../lib/tags.ts';
import { conditionText, parseCondition } from './conditions.ts';

/** What the form of a monitor holds, as it is typed. Check boxes are `yes` or nothing. */
export const emptyMonitor = {
  name: '',
  organizationId: '1',
  type: 'http',
  url: '',
  hostname: '',
  port: '',
  interval: '60',
  timeout: '8',
  retryInterval: '10',
  retries: '2',
  successesToUp: '1',
  remindEvery: '',
  acceptedStatuses: '200-299',
  keyword: '',
  keywordInverted: '',
  parentId: '',
  groupName: '',
  tags: '',
  notes: '',
  method: 'GET',
  headers: '',
  body: '',
  redirects: '3',
  jsonPath: '',
  jsonExpected: '',
  verifyCertificate: 'yes',
  authority: '',
  minimumTls: 'TLSv1.2',
  expiryDays: '7',
  recordType: 'A',
  resolver: '',
  expectedRecords: '',
  conditions: '',
};
export type MonitorTexts = typeof emptyMonitor;
export type MonitorTextName = keyof MonitorTexts;

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
/** Stands for what the vault keeps and nobody is told: left as it is, it stays. */
export const keptText = '••••••••';
const yes = (value: boolean) => (value ? 'yes' : '');

export function textsOf(monitor: Monitor): MonitorTexts {
  const { options } = monitor;
  return {
    name: monitor.name,
    organizationId: String(monitor.organizationId),
    type: monitor.type,
    url: monitor.url ?? '',
    hostname: monitor.hostname ?? '',
    port: monitor.port === null ? '' : String(monitor.port),
    interval: String(monitor.interval),
    timeout: String(monitor.timeout),
    retryInterval: String(monitor.retryInterval),
    retries: String(monitor.retries),
    successesToUp: String(monitor.successesToUp),
    remindEvery: monitor.remindEvery === null ? '' : String(monitor.remindEvery / 60),
    acceptedStatuses: monitor.acceptedStatuses,
    keyword: monitor.keyword ?? '',
    keywordInverted: yes(options.keywordInverted),
    parentId: monitor.parentId === null ? '' : String(monitor.parentId),
    groupName: monitor.groupName ?? '',
    tags: tagsText(monitor.tags),
    notes: monitor.notes,
    method: options.method,
    headers: Object.entries(options.headers)
      .map(([name, value]) => `${name}: ${value ?? keptText}`)
      .join('\n'),
    body: options.keptBody ? keptText : (options.body ?? ''),
    redirects: String(options.redirects),
    jsonPath: options.jsonPath ?? '',
    jsonExpected: options.jsonExpected ?? '',
    verifyCertificate: yes(options.verifyCertificate),
    authority: options.authority ?? '',
    minimumTls: options.minimumTls,
    expiryDays: String(options.expiryDays),
    recordType: options.recordType,
    resolver: options.resolver ?? '',
    expectedRecords: options.expectedRecords.join(', '),
    conditions: options.conditions.map(conditionText).join('\n'),
  };
}

/** Which fields each type looks at, beside those that all have. */
export const fieldsOfType: Readonly<Record<MonitorType, readonly MonitorTextName[]>> = {
  http: [
    'url',
    'method',
    'acceptedStatuses',
    'keyword',
    'keywordInverted',
    'headers',
    'body',
    'redirects',
    'jsonPath',
    'jsonExpected',
    'verifyCertificate',
    'authority',
    'minimumTls',
    'conditions',
  ],
  tcp: ['hostname', 'port', 'conditions'],
  ping: ['hostname', 'conditions'],
  dns: ['hostname', 'recordType', 'resolver', 'expectedRecords', 'conditions'],
  tls: ['hostname', 'port', 'expiryDays', 'verifyCertificate', 'authority', 'minimumTls', 'conditions'],
  domain: ['hostname', 'expiryDays', 'conditions'],
  push: [],
};

export type FieldProblems = Partial<Record<MonitorTextName, string>>;

const numbers: readonly (readonly [MonitorTextName, least: number, most: number])[] = [
  ['interval', 5, 86_400],
  ['timeout', 1, 300],
  ['retryInterval', 5, 86_400],
  ['retries', 0, 20],
  ['successesToUp', 1, 20],
  ['redirects', 0, 3],
  ['expiryDays', 0, 365],
  ['port', 1, 65_535],
  ['remindEvery', 1, 10_080],
];
const optionalNumbers = new Set<MonitorTextName>(['port', 'remindEvery']);

/** What is wrong with a form as it stands, field by field, in words that go on from the field's name. */
export function problemsOf(texts: MonitorTexts): FieldProblems {
  const problems: FieldProblems = {};
  // A select offers nothing else.
  const type = texts.type as MonitorType;
  const looksAt = new Set<MonitorTextName>(fieldsOfType[type]);
  for (const [name, least, most] of numbers) {
    const isIgnored =
      (name === 'port' || name === 'redirects' || name === 'expiryDays') && !looksAt.has(name);
    const text = texts[name].trim();
    if (isIgnored || (text === '' && optionalNumbers.has(name))) continue;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      problems[name] = `must be a whole number from ${least} to ${most}`;
    }
  }
  if (texts.name.trim() === '') problems.name = 'is needed';
  if (looksAt.has('url') && !isWebAddress(texts.url)) {
    problems.url = 'must be an address that starts with http:// or https://';
  }
  if (looksAt.has('hostname') && !/^[\p{L}\p{N}_:.%-]+$/u.test(texts.hostname.trim())) {
    problems.hostname = texts.hostname.trim() === '' ? 'is needed' : 'must be a name or an address';
  }
  if (type === 'tcp' && texts.port.trim() === '') problems.port = 'is needed';
  if (looksAt.has('acceptedStatuses') && !statuses.test(texts.acceptedStatuses.trim())) {
    problems.acceptedStatuses = 'must be statuses such as 200-299, 401';
  }
  const wrongHeader = lines(texts.headers).find((line) => !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+:/.test(line));
  if (looksAt.has('headers') && wrongHeader !== undefined) {
    problems.headers = `“${wrongHeader}” is no header; write Name: value`;
  }
  const wrongCondition = lines(texts.conditions).find((line) => parseCondition(line) === null);
  if (looksAt.has('conditions') && wrongCondition !== undefined) {
    problems.conditions = `“${wrongCondition}” is no condition; write such as response_time is below 800`;
  }
  if (looksAt.has('jsonPath') && (texts.jsonPath.trim() === '') !== (texts.jsonExpected === '')) {
    problems.jsonExpected = 'is needed together with the path';
  }
  return problems;
}

const statuses = /^[1-5]\d\d(-[1-5]\d\d)?(, ?[1-5]\d\d(-[1-5]\d\d)?)*$/;

function isWebAddress(text: string): boolean {
  const address = text.trim();
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

/** A form without problems as what the engine takes; fields that the type does not look at are left as they are. */
export function monitorFrom(texts: MonitorTexts, before: MonitorOptions | null) {
  const type = texts.type as MonitorType;
  const looksAt = new Set<MonitorTextName>(fieldsOfType[type]);
  const text = (name: MonitorTextName) => (looksAt.has(name) ? texts[name].trim() || null : null);
  return {
    name: texts.name.trim(),
    organizationId: Number(texts.organizationId),
    type,
    url: text('url'),
    hostname: text('hostname'),
    port: looksAt.has('port') && texts.port.trim() !== '' ? Number(texts.port) : null,
    interval: Number(texts.interval),
    timeout: Number(texts.timeout),
    retryInterval: Number(texts.retryInterval),
    retries: Number(texts.retries),
    successesToUp: Number(texts.successesToUp),
    remindEvery: texts.remindEvery.trim() === '' ? null : Number(texts.remindEvery) * 60,
    acceptedStatuses: texts.acceptedStatuses.trim(),
    keyword: text('keyword'),
    parentId: texts.parentId === '' ? null : Number(texts.parentId),
    groupName: texts.groupName.trim() || null,
    tags: texts.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    notes: texts.notes,
    options: { ...withoutBody(before), ...optionsFrom(texts) },
  };
}

function withoutBody(before: MonitorOptions | null): Partial<MonitorOptions> {
  if (before === null) return {};
  const { keptBody: _keptBody, ...rest } = before;
  return rest;
}

function optionsFrom(texts: MonitorTexts) {
  return {
    ...(texts.body === keptText && { keptBody: true as const }),
    // Selects offer nothing but what the schema names.
    method: texts.method as MonitorOptions['method'],
    minimumTls: texts.minimumTls as MonitorOptions['minimumTls'],
    recordType: texts.recordType as MonitorOptions['recordType'],
    headers: Object.fromEntries(
      lines(texts.headers).map((line) => {
        const colon = line.indexOf(':');
        const value = line.slice(colon + 1).trim();
        return [line.slice(0, colon), value === keptText ? null : value];
      }),
    ),
    body: texts.body === '' || texts.body === keptText ? null : texts.body,
    keywordInverted: texts.keywordInverted !== '',
    redirects: Number(texts.redirects),
    jsonPath: texts.jsonPath.trim() || null,
    jsonExpected: texts.jsonExpected || null,
    verifyCertificate: texts.verifyCertificate !== '',
    authority: texts.authority.trim() || null,
    expiryDays: Number(texts.expiryDays),
    resolver: texts.resolver.trim() || null,
    expectedRecords: texts.expectedRecords
      .split(',')
      .map((record) => record.trim())
      .filter(Boolean),
    conditions: lines(texts.conditions).flatMap((line) => parseCondition(line) ?? []),
  };
}
