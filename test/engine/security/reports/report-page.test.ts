import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reportPage } from '../../../../electron/engine/security/reports/report-page.ts';
import { escapeHtml } from '../../../../electron/engine/platform/escape-html.ts';
import type { HealthReport, ReportSections } from '../../../../shared/health-report.ts';
import { reportParts } from '../../../../shared/report-outline.ts';

const unknown = { status: 'not_checked', reason: 'Nobody <looked>.', lastCheckedAt: null } as const;
const hour = 3_600_000;
const sections: ReportSections = {
  security: {
    status: 'known',
    score: 61,
    categories: [
      { category: 'passwords', score: null, issues: 0, reason: 'The vault is locked.' },
      { category: 'updates', score: 61, issues: 1, reason: null },
      { category: 'network', score: 100, issues: 0, reason: null },
    ],
    gaps: ['As of 2026-03-23.'],
  },
  tickets: {
    status: 'known',
    opened: 4,
    resolved: 3,
    openAtEnd: 1,
    firstResponse: { count: 3, medianMs: 4 * hour + 20 * 60_000, p90Ms: 50 * hour },
    resolution: { count: 0, medianMs: null, p90Ms: null },
    gaps: [],
  },
  uptime: {
    status: 'known',
    monitors: [
      { name: 'Web & mail', uptime: 99.5, incidents: 1, downMs: 600_000 },
      { name: 'New', uptime: null, incidents: 0, downMs: 0 },
    ],
    uptime: 99.5,
    incidents: 1,
    gaps: [],
  },
  vulnerabilities: unknown,
  breaches: { ...unknown, lastCheckedAt: Date.UTC(2026, 2, 1) },
  expiring: {
    status: 'known',
    until: '2026-06-21',
    items: [{ what: 'certificate', name: 'portal.example', date: '2026-05-01' }],
    entries: null,
    gaps: ['Entries of the vault were not looked at: it is locked.'],
  },
};
const report: HealthReport = {
  id: 1,
  organizationId: 2,
  organizationName: 'Acme',
  from: '2026-02-22',
  to: '2026-03-23',
  score: 61,
  sections,
  createdBy: 'Ada',
  createdAt: Date.UTC(2026, 2, 23, 10),
};

describe('what a report says', () => {
  const parts = reportParts(report);
  const rowsOf = (title: string) => {
    const part = parts.find((each) => each.title === title)!;
    return part.status === 'known' ? part.table.rows : assert.fail(`${title} was not checked`);
  };

  it('has each part once, in the order in which it is read', () => {
    assert.deepEqual(
      parts.map(({ title, status }) => `${title}: ${status}`),
      [
        'Security score: known',
        'Tickets: known',
        'Uptime: known',
        'Vulnerabilities: not_checked',
        'Breaches: not_checked',
        'Expiring soon: known',
      ],
    );
  });

  it('tells times as people do, and a dash where there was none', () => {
    assert.deepEqual(rowsOf('Tickets'), [
      ['First response', '4 h 20 min', '2 d 2 h', '3'],
      ['Resolution', '—', '—', '0'],
    ]);
    assert.deepEqual(rowsOf('Uptime'), [
      ['Web & mail', '99.5 %', '1', '10 min'],
      ['New', 'not judged', '0', '—'],
    ]);
  });

  it('never shows what was not checked as fine', () => {
    assert.deepEqual(rowsOf('Security score'), [
      ['Password Hygiene', 'not checked', 'The vault is locked.'],
      ['Software Updates', '61', '1 issue'],
      ['Network Security', '100', 'nothing'],
    ]);
    const expiring = parts.at(-1)!;
    assert.ok(expiring.status === 'known');
    assert.deepEqual(expiring.figures, [['By Jun 21, 2026', '1']]);
  });

  it('stands on its page to the last word, escaped', () => {
    const { html } = reportPage(report);
    for (const part of parts) {
      const words =
        part.status === 'known'
          ? [...part.figures.flat(), ...part.gaps, ...(part.table.rows.length > 0 ? part.table.heads : [])]
          : [`Not checked: ${part.reason}`];
      if (part.status === 'known') words.push(...part.table.rows.flat());
      for (const word of [part.title, ...words])
        assert.ok(html.includes(`${escapeHtml(word)}<`) || html.includes(`${escapeHtml(word)} `), word);
    }
    assert.match(html, /Last checked Mar 1, 2026, 00:00 UTC/);
    assert.match(html, /Health report, Feb 22\s–\sMar 23, 2026 \(UTC\)/);
    assert.match(html, /<td class="whole">May 1, 2026</);
    assert.doesNotMatch(html, /<looked>/);
  });
});
