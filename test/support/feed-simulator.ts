import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface KevFile {
  catalogVersion: string;
  dateReleased: string;
  count: number;
  vulnerabilities: (Record<string, unknown> & { cveID: string })[];
}

/** Fourteen real entries; each call a fresh copy, to be changed at will. */
export function kevFixture(): KevFile {
  const path = join(import.meta.dirname, '../fixtures/security/kev.json');
  return JSON.parse(readFileSync(path, 'utf8')) as KevFile;
}

/** The catalogue as a later release would have it. */
export function laterRelease(
  change: (entries: KevFile['vulnerabilities']) => KevFile['vulnerabilities'],
): KevFile {
  const file = kevFixture();
  const vulnerabilities = change(file.vulnerabilities);
  return {
    ...file,
    catalogVersion: '2026.03.20',
    dateReleased: '2026-03-20T15:00:00.000Z',
    count: vulnerabilities.length,
    vulnerabilities,
  };
}

/** What goes wrong at the far side: answered in place of the truth. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => void;

export const faults = {
  status:
    (status: number, headers: Record<string, string> = {}): Fault =>
    (_request, response) =>
      void response.writeHead(status, headers).end('{}'),
  /** A network that wants a login first: 200, and a page. */
  captivePortal: (_request: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Hotel</title>'),
  garbage: (_request: IncomingMessage, response: ServerResponse): void =>
    void response.end('\u0000\u0001{"co'),
  cutOff: (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, { 'Content-Length': '100000' });
    response.write('{"title": "half of', () => response.socket?.destroy());
  },
  redirectLoop: (request: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(302, { Location: request.url ?? '/' }).end(),
  otherShape: (_request: IncomingMessage, response: ServerResponse): void =>
    void response.end('{"hello": "world"}'),
} satisfies Record<string, unknown>;

interface NvdRange {
  readonly criteria: string;
  readonly [bound: string]: unknown;
}

/** A record of NVD's API 2.0 with the parts that are read. */
export function nvdRecord(
  cve: string,
  score: number,
  ranges: readonly NvdRange[],
  vulnStatus = 'Analyzed',
): object {
  const baseSeverity = score >= 9 ? 'CRITICAL' : score >= 7 ? 'HIGH' : 'MEDIUM';
  const cvssData = {
    version: '3.1',
    vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    baseScore: score,
    baseSeverity,
  };
  return {
    id: cve,
    sourceIdentifier: 'nvd@nist.gov',
    published: '2023-08-23T17:15:43.863',
    lastModified: '2025-01-01T00:00:00.000',
    vulnStatus,
    descriptions: [{ lang: 'en', value: 'Text' }],
    metrics: { cvssMetricV31: [{ source: 'nvd@nist.gov', type: 'Primary', cvssData }] },
    configurations: [
      {
        nodes: [
          {
            operator: 'OR',
            negate: false,
            cpeMatch: ranges.map((range) => ({ vulnerable: true, ...range })),
          },
        ],
      },
    ],
  };
}

/**
 * CISA, NVD and FIRST on this machine, each answering as it documents: KEV with validators, NVD one CVE at a time with
 * its limits, EPSS many at once.
 */
export async function simulateFeeds() {
  const state = {
    kev: kevFixture(),
    nvd: new Map<string, object>(),
    epss: new Map<string, { epss: string; percentile: string }>(),
    /** Of the path's first part: `kev`, `nvd`, `epss`. */
    fault: undefined as { feed: string; answer: Fault } | undefined,
    nvdKey: undefined as string | undefined,
    asked: [] as { feed: string; url: URL; headers: IncomingMessage['headers'] }[],
  };

  function answerKev(request: IncomingMessage, response: ServerResponse): void {
    const body = JSON.stringify(state.kev);
    const etag = `"${state.kev.catalogVersion}-${state.kev.count}-${body.length}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { ETag: etag }).end();
    response.writeHead(200, { 'Content-Type': 'application/json', ETag: etag }).end(body);
  }

  function answerNvd(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const key = request.headers['apikey'];
    if (key !== undefined && key !== state.nvdKey)
      return void response.writeHead(404, { message: 'Invalid apiKey.' }).end();
    const record = state.nvd.get(url.searchParams.get('cveId') ?? '');
    const vulnerabilities = record ? [{ cve: record }] : [];
    const answer = {
      resultsPerPage: vulnerabilities.length,
      startIndex: 0,
      totalResults: vulnerabilities.length,
    };
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ ...answer, format: 'NVD_CVE', version: '2.0', vulnerabilities }));
  }

  function answerEpss(url: URL, response: ServerResponse): void {
    const data = (url.searchParams.get('cve') ?? '')
      .split(',')
      .filter((cve) => state.epss.has(cve))
      .map((cve) => ({ cve, ...state.epss.get(cve), date: '2026-03-23' }));
    response.end(
      JSON.stringify({ status: 'OK', 'status-code': 200, version: '1.0', total: data.length, data }),
    );
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const feed = url.pathname.split('/')[1]!;
    state.asked.push({ feed, url, headers: request.headers });
    if (state.fault?.feed === feed) state.fault.answer(request, response);
    else if (feed === 'kev') answerKev(request, response);
    else if (feed === 'nvd') answerNvd(url, request, response);
    else answerEpss(url, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    state,
    settings: { online: true, kevUrl: `${url}/kev`, nvdUrl: `${url}/nvd`, epssUrl: `${url}/epss` },
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}
