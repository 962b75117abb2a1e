import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { standardOptions } from '../../shared/monitor-options.ts';
import type { Monitor } from '../../shared/monitor.ts';
import { barWidth, beatPaths, beatsInWords, withBeat } from '../../renderer/features/uptime/beats.ts';
import { conditionText, parseCondition } from '../../renderer/features/uptime/conditions.ts';
import {
  emptyMonitor,
  monitorFrom,
  problemsOf,
  textsOf,
} from '../../renderer/features/uptime/monitor-texts.ts';
import {
  durationText,
  expiryText,
  millisecondsText,
  percentText,
  stateWords,
  targetText,
} from '../../renderer/features/uptime/monitor-words.ts';

const day = 86_400_000;

const monitor: Monitor = {
  id: 7,
  organizationId: 2,
  name: 'VPN gateway',
  type: 'http',
  url: 'https://vpn.acme.example/',
  hostname: null,
  port: null,
  interval: 60,
  timeout: 10,
  retryInterval: 20,
  retries: 2,
  successesToUp: 1,
  remindEvery: 1800,
  acceptedStatuses: '200-299',
  keyword: 'Welcome',
  parentId: 3,
  parentAssetId: null,
  assetId: null,
  groupName: 'WAN',
  tags: ['core', 'wan'],
  paused: false,
  notes: '',
  options: {
    ...standardOptions,
    headers: { Accept: 'text/html', 'X-Probe': null },
    keptBody: true,
    conditions: [{ subject: 'response_time', operator: 'below', value: '800' }],
  },
  status: 'up',
  since: 0,
  error: null,
  lastCheckedAt: 0,
  responseTimeMs: 142,
  uptime24h: 99.999,
  uptime30d: 100,
  uptime1y: null,
  observed30d: 71,
  beats: 'uuu',
  certificateExpiresAt: null,
  domainExpiresAt: null,
  incidentId: null,
  pushToken: null,
  source: 'console',
  createdAt: 0,
  updatedAt: 0,
};

describe('what is said of a monitor', () => {
  it('is a percentage that never says more than is true', () => {
    assert.deepEqual([99.999, 100, 98.2199, 0, null].map(percentText), [
      '99.99 %',
      '100 %',
      '98.21 %',
      '0.00 %',
      '—',
    ]);
  });

  it('is how fast it answered, what is wrong, or why nothing is known', () => {
    const say = (patch: Partial<Monitor>) => stateWords({ ...monitor, ...patch }, 0, 'Router');
    assert.deepEqual(say({}), { text: '142 ms', tone: 'plain' });
    assert.deepEqual(say({ status: 'down', error: 'timeout after 10 s' }), {
      text: 'timeout after 10 s',
      tone: 'overdue',
    });
    assert.equal(say({ status: 'unreachable' }).text, 'parent “Router” is down');
    assert.equal(say({ status: 'pending' }).text, 'not checked yet');
    assert.deepEqual(say({ status: 'pending', error: 'refused' }), { text: 'refused', tone: 'soon' });
    assert.equal(say({ certificateExpiresAt: 12.5 * day }).text, 'expires in 12 days');
  });

  it('is where it looks, as one types it', () => {
    const at = (patch: Partial<Monitor>) => targetText({ ...monitor, ...patch });
    assert.equal(at({}), 'https://vpn.acme.example/');
    assert.equal(at({ type: 'tcp', hostname: '2001:db8::1', port: 22 }), '[2001:db8::1]:22');
    assert.equal(at({ type: 'tls', hostname: 'demo.example' }), 'demo.example:443 (TLS)');
    assert.equal(at({ type: 'dns', hostname: 'demo.example' }), 'demo.example (A)');
  });

  it('is short about times', () => {
    assert.deepEqual([1400, 59_999, 360_000, 7_080_000, 3 * day].map(durationText), [
      '1 s',
      '59 s',
      '6 min',
      '1:58 h',
      '3 days',
    ]);
    assert.deepEqual([12, 9999, 12_340, null].map(millisecondsText), ['12 ms', '9999 ms', '12.3 s', '—']);
    assert.deepEqual(
      [-1, 3600_000, day, 29 * day, 30 * day, null].map((at) => expiryText(at, 0)),
      ['has expired', 'expires within a day', 'expires in 1 day', 'expires in 29 days', null, null],
    );
  });
});

describe('the bar of checks', () => {
  it('is a sentence for those who hear it', () => {
    assert.equal(beatsInWords('uuud-x'), 'last 6 checks: 3 good, 1 down, 1 unreachable, 1 not observed');
    assert.equal(beatsInWords('u'), 'last 1 check: 1 good');
    assert.equal(beatsInWords(''), 'no checks yet');
  });

  it('draws each kind once, the newest at the right end, what is down taller than what is good', () => {
    const paths = beatPaths('ud');
    assert.equal(paths.get('d'), `M${barWidth - 3} 0h3v16h-3z`);
    assert.equal(paths.get('u'), `M${barWidth - 8} 3h3v10h-3z`);
    assert.equal(beatPaths('u'.repeat(60)).get('u')?.split('M').length, 46);
    assert.equal(beatPaths('??').size, 0);
  });

  it('takes the newest and lets the oldest go', () => {
    assert.equal(withBeat('u'.repeat(45), 'd'), `${'u'.repeat(44)}d`);
  });
});

describe('conditions in lines', () => {
  it('read as they are written', () => {
    for (const line of [
      'status is 200',
      'status is not 500',
      'body does not contain error',
      'json:items[0].state is ok',
      'header:content-type contains json',
      'header:server exists',
      'certificate_days is at least 14',
      'response_time is below 800',
    ]) {
      const condition = parseCondition(line);
      assert.ok(condition, line);
      assert.equal(conditionText(condition), line);
    }
  });

  it('are refused where they name nothing, compare with nothing or say too much', () => {
    for (const line of ['cpu is 3', 'status', 'status is', 'status 200', 'header:server exists now']) {
      assert.equal(parseCondition(line), null, line);
    }
  });
});

describe('the form of a monitor', () => {
  it('gives back the monitor that it was opened with', () => {
    const written = monitorFrom(textsOf(monitor), monitor.options);
    for (const [name, value] of Object.entries(written)) {
      assert.deepEqual(value, monitor[name as keyof Monitor], name);
    }
  });

  it('says what is missing, by type', () => {
    assert.deepEqual(Object.keys(problemsOf(emptyMonitor)), ['name', 'url']);
    assert.deepEqual(Object.keys(problemsOf({ ...emptyMonitor, type: 'tcp', name: 'a' })), [
      'hostname',
      'port',
    ]);
    assert.deepEqual(problemsOf({ ...emptyMonitor, type: 'push', name: 'a' }), {});
    assert.deepEqual(problemsOf({ ...emptyMonitor, type: 'ping', name: 'a', hostname: 'fs01' }), {});
  });

  it('says what is wrong where it was typed', () => {
    const problems = problemsOf({
      ...emptyMonitor,
      name: 'a',
      url: 'ftp://x',
      interval: '4',
      acceptedStatuses: '200..299',
      headers: 'Host: a\nwrong',
      conditions: 'status is 200\ncpu is low',
      jsonPath: 'a.b',
    });
    assert.deepEqual(Object.keys(problems).toSorted(), [
      'acceptedStatuses',
      'conditions',
      'headers',
      'interval',
      'jsonExpected',
      'url',
    ]);
  });

  it('leaves out what the type does not look at', () => {
    const written = monitorFrom(
      { ...emptyMonitor, type: 'push', name: 'a', url: 'left over', port: '22' },
      null,
    );
    assert.deepEqual(
      [written.url, written.hostname, written.port, written.keyword],
      [null, null, null, null],
    );
  });
});
