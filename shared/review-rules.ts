import { z } from 'zod';

export const reviewCategory = z.enum(['passwords', 'updates', 'network', 'breaches', 'accounts']);
export type ReviewCategory = z.infer<typeof reviewCategory>;

export interface ReviewCategoryRule {
  readonly name: string;
  /** Its share of the score; those that were not checked are left out of the mean. */
  readonly weight: number;
}

/** The first three are named by OneClickIT's page; a script finds them by these names. */
export const reviewCategories: Readonly<Record<ReviewCategory, ReviewCategoryRule>> = {
  passwords: { name: 'Password Hygiene', weight: 30 },
  updates: { name: 'Software Updates', weight: 25 },
  network: { name: 'Network Security', weight: 20 },
  breaches: { name: 'Breach Exposure', weight: 15 },
  accounts: { name: 'Account Hygiene', weight: 10 },
};

export const reviewRule = z.enum([
  'breached_password',
  'weak_password',
  'reused_password',
  'old_password',
  'no_second_factor',
  'exploited_vulnerability',
  'unsupported_system',
  'missing_updates',
  'unconfirmed_vulnerability',
  'remote_control_port',
  'plain_text_port',
  'data_port',
  'leaked_password',
  'leaked_data',
  'expired_login',
  'shared_administrator',
  'unused_key',
  'endless_key',
  'old_key',
]);
export type ReviewRule = z.infer<typeof reviewRule>;

export const reviewWork = z.enum([
  'change_password',
  'add_second_factor',
  'update',
  'replace_system',
  'confirm',
  'close_port',
  'settle_breaches',
  'renew',
  'renew_key',
]);
export type ReviewWork = z.infer<typeof reviewWork>;

export interface ReviewWorkTerms {
  /** What to do, before the name of the record: `Change the password of`. */
  readonly step: string;
  /** What it usually takes for one record: what "cheapest" counts. */
  readonly minutes: number;
  /** It is done for each finding by itself; otherwise once for a record, and mends all of its findings that it can. */
  readonly single: boolean;
}

export const reviewWorks: Readonly<Record<ReviewWork, ReviewWorkTerms>> = {
  change_password: { step: 'Change the password of', minutes: 10, single: false },
  add_second_factor: { step: 'Add a second factor to', minutes: 15, single: false },
  update: { step: 'Update', minutes: 30, single: false },
  replace_system: { step: 'Replace the operating system of', minutes: 240, single: false },
  confirm: { step: 'Confirm or reject what may be on', minutes: 5, single: true },
  close_port: { step: 'Close a port of', minutes: 20, single: true },
  settle_breaches: { step: 'Change what leaked of, and settle the breaches of', minutes: 20, single: false },
  renew: { step: 'Renew or remove', minutes: 10, single: false },
  renew_key: { step: 'Rotate with an expiry, or revoke, the API key', minutes: 5, single: false },
};

export interface ReviewRuleTerms {
  readonly category: ReviewCategory;
  /** Points of its category that each finding costs. */
  readonly points: number;
  /** What all findings of this rule cost at most; the caps of a category make 100. */
  readonly cap: number;
  /** What mends it. */
  readonly work: ReviewWork;
  /** One finding and several, after their number: `3 reused passwords`. */
  readonly one: string;
  readonly many: string;
}

export const reviewRules: Readonly<Record<ReviewRule, ReviewRuleTerms>> = {
  breached_password: {
    category: 'passwords',
    points: 10,
    cap: 30,
    work: 'change_password',
    one: 'password known from a breach',
    many: 'passwords known from breaches',
  },
  weak_password: {
    category: 'passwords',
    points: 4,
    cap: 25,
    work: 'change_password',
    one: 'weak password',
    many: 'weak passwords',
  },
  reused_password: {
    category: 'passwords',
    points: 4,
    cap: 25,
    work: 'change_password',
    one: 'reused password',
    many: 'reused passwords',
  },
  old_password: {
    category: 'passwords',
    points: 1,
    cap: 10,
    work: 'change_password',
    one: 'password older than a year',
    many: 'passwords older than a year',
  },
  no_second_factor: {
    category: 'passwords',
    points: 1,
    cap: 10,
    work: 'add_second_factor',
    one: 'login without a second factor',
    many: 'logins without a second factor',
  },
  exploited_vulnerability: {
    category: 'updates',
    points: 15,
    cap: 45,
    work: 'update',
    one: 'update against a known attack pending',
    many: 'updates against known attacks pending',
  },
  unsupported_system: {
    category: 'updates',
    points: 10,
    cap: 30,
    work: 'replace_system',
    one: 'operating system without support',
    many: 'operating systems without support',
  },
  missing_updates: {
    category: 'updates',
    points: 3,
    cap: 15,
    work: 'update',
    one: 'device that lacks updates',
    many: 'devices that lack updates',
  },
  unconfirmed_vulnerability: {
    category: 'updates',
    points: 1,
    cap: 10,
    work: 'confirm',
    one: 'possible vulnerability not looked at',
    many: 'possible vulnerabilities not looked at',
  },
  remote_control_port: {
    category: 'network',
    points: 15,
    cap: 45,
    work: 'close_port',
    one: 'open port for remote control',
    many: 'open ports for remote control',
  },
  plain_text_port: {
    category: 'network',
    points: 15,
    cap: 30,
    work: 'close_port',
    one: 'open port without encryption',
    many: 'open ports without encryption',
  },
  data_port: {
    category: 'network',
    points: 10,
    cap: 25,
    work: 'close_port',
    one: 'open port of files or databases',
    many: 'open ports of files or databases',
  },
  leaked_password: {
    category: 'breaches',
    points: 10,
    cap: 60,
    work: 'settle_breaches',
    one: 'address in a breach with passwords',
    many: 'addresses in breaches with passwords',
  },
  leaked_data: {
    category: 'breaches',
    points: 4,
    cap: 40,
    work: 'settle_breaches',
    one: 'address in a breach',
    many: 'addresses in breaches',
  },
  expired_login: {
    category: 'accounts',
    points: 5,
    cap: 30,
    work: 'renew',
    one: 'login past its date',
    many: 'logins past their date',
  },
  shared_administrator: {
    category: 'accounts',
    points: 5,
    cap: 30,
    work: 'add_second_factor',
    one: 'administrator account without a second factor',
    many: 'administrator accounts without a second factor',
  },
  unused_key: {
    category: 'accounts',
    points: 5,
    cap: 15,
    work: 'renew_key',
    one: 'API key unused for 90 days',
    many: 'API keys unused for 90 days',
  },
  endless_key: {
    category: 'accounts',
    points: 5,
    cap: 15,
    work: 'renew_key',
    one: 'API key without an end',
    many: 'API keys without an end',
  },
  old_key: {
    category: 'accounts',
    points: 5,
    cap: 10,
    work: 'renew_key',
    one: 'API key to be rotated',
    many: 'API keys to be rotated',
  },
};

/** A port worth knowing of, and what an open one is taken for. */
export const watchedPorts = {
  21: { name: 'FTP', rule: 'plain_text_port' },
  23: { name: 'Telnet', rule: 'plain_text_port' },
  445: { name: 'SMB', rule: 'data_port' },
  1433: { name: 'SQL Server', rule: 'data_port' },
  3306: { name: 'MySQL', rule: 'data_port' },
  3389: { name: 'RDP', rule: 'remote_control_port' },
  5432: { name: 'PostgreSQL', rule: 'data_port' },
  5900: { name: 'VNC', rule: 'remote_control_port' },
  5985: { name: 'WinRM', rule: 'remote_control_port' },
  6379: { name: 'Redis', rule: 'data_port' },
  9200: { name: 'Elasticsearch', rule: 'data_port' },
  27017: { name: 'MongoDB', rule: 'data_port' },
} as const satisfies Readonly<Record<number, { readonly name: string; readonly rule: ReviewRule }>>;
