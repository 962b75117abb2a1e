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
  'known_vulnerability',
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

export interface ReviewRuleTerms {
  readonly category: ReviewCategory;
  /** Points of its category that each finding costs. */
  readonly points: number;
  /** What all findings of this rule cost at most; the caps of a category make 100. */
  readonly cap: number;
  /** What it usually takes to mend one, in minutes of work: what "cheapest" counts. */
  readonly minutes: number;
  /** One finding and several, after their number: `3 reused passwords`. */
  readonly one: string;
  readonly many: string;
  /** What to do, for one record: `Change the password of …`. */
  readonly step: string;
}

export const reviewRules: Readonly<Record<ReviewRule, ReviewRuleTerms>> = {
  breached_password: {
    category: 'passwords',
    points: 10,
    cap: 30,
    minutes: 10,
    one: 'password known from a breach',
    many: 'passwords known from breaches',
    step: 'Change the password of',
  },
  weak_password: {
    category: 'passwords',
    points: 4,
    cap: 25,
    minutes: 10,
    one: 'weak password',
    many: 'weak passwords',
    step: 'Change the password of',
  },
  reused_password: {
    category: 'passwords',
    points: 4,
    cap: 25,
    minutes: 10,
    one: 'reused password',
    many: 'reused passwords',
    step: 'Give a password of its own to',
  },
  old_password: {
    category: 'passwords',
    points: 1,
    cap: 10,
    minutes: 10,
    one: 'password older than a year',
    many: 'passwords older than a year',
    step: 'Change the password of',
  },
  no_second_factor: {
    category: 'passwords',
    points: 1,
    cap: 10,
    minutes: 15,
    one: 'login without a second factor',
    many: 'logins without a second factor',
    step: 'Add a second factor to',
  },
  exploited_vulnerability: {
    category: 'updates',
    points: 15,
    cap: 50,
    minutes: 30,
    one: 'update against a known attack pending',
    many: 'updates against known attacks pending',
    step: 'Update',
  },
  unsupported_system: {
    category: 'updates',
    points: 10,
    cap: 30,
    minutes: 240,
    one: 'operating system without support',
    many: 'operating systems without support',
    step: 'Replace the operating system of',
  },
  known_vulnerability: {
    category: 'updates',
    points: 2,
    cap: 10,
    minutes: 30,
    one: 'update pending',
    many: 'updates pending',
    step: 'Update',
  },
  unconfirmed_vulnerability: {
    category: 'updates',
    points: 1,
    cap: 10,
    minutes: 5,
    one: 'possible vulnerability not looked at',
    many: 'possible vulnerabilities not looked at',
    step: 'Look at',
  },
  remote_control_port: {
    category: 'network',
    points: 15,
    cap: 45,
    minutes: 20,
    one: 'open port for remote control',
    many: 'open ports for remote control',
    step: 'Close the port on',
  },
  plain_text_port: {
    category: 'network',
    points: 15,
    cap: 30,
    minutes: 20,
    one: 'open port without encryption',
    many: 'open ports without encryption',
    step: 'Close the port on',
  },
  data_port: {
    category: 'network',
    points: 10,
    cap: 25,
    minutes: 20,
    one: 'open port of files or databases',
    many: 'open ports of files or databases',
    step: 'Close the port on',
  },
  leaked_password: {
    category: 'breaches',
    points: 10,
    cap: 60,
    minutes: 20,
    one: 'address in a breach with passwords',
    many: 'addresses in breaches with passwords',
    step: 'Change the passwords of, and settle the breaches of',
  },
  leaked_data: {
    category: 'breaches',
    points: 4,
    cap: 40,
    minutes: 10,
    one: 'address in a breach',
    many: 'addresses in breaches',
    step: 'Settle the breaches of',
  },
  expired_login: {
    category: 'accounts',
    points: 5,
    cap: 30,
    minutes: 10,
    one: 'login past its date',
    many: 'logins past their date',
    step: 'Renew or remove',
  },
  shared_administrator: {
    category: 'accounts',
    points: 5,
    cap: 30,
    minutes: 15,
    one: 'administrator account without a second factor',
    many: 'administrator accounts without a second factor',
    step: 'Add a second factor to',
  },
  unused_key: {
    category: 'accounts',
    points: 5,
    cap: 15,
    minutes: 5,
    one: 'API key unused for 90 days',
    many: 'API keys unused for 90 days',
    step: 'Revoke the API key',
  },
  endless_key: {
    category: 'accounts',
    points: 5,
    cap: 15,
    minutes: 5,
    one: 'API key without an end',
    many: 'API keys without an end',
    step: 'Rotate, with an expiry, the API key',
  },
  old_key: {
    category: 'accounts',
    points: 5,
    cap: 10,
    minutes: 5,
    one: 'API key to be rotated',
    many: 'API keys to be rotated',
    step: 'Rotate the API key',
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
