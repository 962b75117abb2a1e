import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import * as fc from 'fast-check';
import type { Dialect, Route } from '../../electron/engine/http/route.ts';
import { publicId } from '../../shared/public-id.ts';
import { mostly, valuesOf, type Schema } from './arbitrary.ts';
import type { TestEngine } from './engine.ts';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

export interface Call {
  readonly dialect: Dialect;
  readonly route: Route;
  readonly path: string;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  /** What a validating proxy on the way found wrong, as it words it. */
  readonly violations?: string | string[] | undefined;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** Requests to every route that the engine describes, made from that description: right ones and wrong ones. */
export async function describedCalls({
  url,
  engine,
}: Pick<TestEngine, 'url' | 'engine'>): Promise<fc.Arbitrary<Call>> {
  const response = await fetch(`${url}/api/openapi.json`);
  const { paths } = spelledOut((await response.json()) as Description);
  return fc.oneof(
    ...engine.dialects.flatMap((dialect) =>
      dialect.routes
        .filter(({ aliasOf }) => aliasOf === null)
        .map((route) => {
          const operation = paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
          assert.ok(operation, `${route.method} ${route.path} is described`);
          return callsOf(dialect, route, operation);
        }),
    ),
  );
}

/** The same description with each schema in the place where only its name stood. */
function spelledOut(description: Description): Description {
  const schemas = description.components.schemas;
  const inPlace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inPlace);
    if (typeof value !== 'object' || value === null) return value;
    const name = ('$ref' in value ? String(value.$ref) : '').split('#/components/schemas/')[1];
    if (name !== undefined) return inPlace(schemas[name]);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inPlace(each)]));
  };
  return { ...description, paths: inPlace(description.paths) as Description['paths'] };
}

/** One route's requests: ids that exist and others, queries and bodies that mostly fit. */
function callsOf(dialect: Dialect, route: Route, operation: Operation): fc.Arbitrary<Call> {
  const inPath = (operation.parameters ?? []).filter((each) => each.in === 'path');
  const inQuery = (operation.parameters ?? []).filter((each) => each.in === 'query');
  const schema = operation.requestBody?.content['application/json']?.schema;
  const ids = fc.tuple(...inPath.map((each) => idsOf(dialect, route, each.schema)));
  const query = fc.array(
    inQuery.length === 0
      ? fc.constant('')
      : fc.oneof(
          ...inQuery.map(({ name, schema: each }) =>
            mostly(valuesOf(each)).map((value) => `${name}=${inAddress(value)}`),
          ),
          fc.webQueryParameters(),
        ),
    { maxLength: 3 },
  );
  const body = schema ? mostly(valuesOf(schema)) : fc.constant(undefined);
  return fc.tuple(ids, query, body).map(([values, pairs, sent]) => {
    let at = 0;
    const path = route.path.replaceAll(/:\w+/g, () => String(values[at++]));
    const target = pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
    return {
      dialect,
      route,
      path: target,
      body: sent,
      // A counterexample is to be read: the whole route with its schemas is thousands of lines.
      [fc.toStringMethod]: () => `${route.method} ${target} ${JSON.stringify(sent) ?? ''}`,
    };
  });
}

function idsOf(dialect: Dialect, route: Route, schema: Schema): fc.Arbitrary<string> {
  // Those of the beginning, which get used up, and those that the run itself makes.
  const number = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1500 }));
  const kind = route.path.includes('/devices/') ? 'device' : 'ticket';
  return fc.oneof(
    {
      weight: 9,
      arbitrary: dialect.name === 'oneclickit' ? number.map((id) => publicId(kind, id)) : number.map(String),
    },
    { weight: 1, arbitrary: valuesOf(schema).map(inAddress) },
  );
}

/** Half a surrogate pair has no place in an address; an empty part of a path is another path. */
function inAddress(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '?')) || '0';
}

/** One request over kept connections. */
export function perform(url: string, key: string, { route, path, body }: Call): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${key}`,
    ...(text !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    }),
  };
  return new Promise((resolve, reject) => {
    const call = httpRequest(url + path, { agent, method: route.method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'],
          violations: response.headers['sl-violations'],
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    call.on('error', reject).end(text);
  });
}
