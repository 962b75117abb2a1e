import { publicId, publicIdPrefixes, type PublicIdKind } from '../../shared/public-id.ts';
import { jsonSchema } from '../../electron/engine/http/openapi/json-schema.ts';
import type { Dialect, Route } from '../../electron/engine/http/route.ts';

/** One served route with a request that it could take. */
export interface RouteCase {
  readonly dialect: Dialect;
  readonly route: Route;
  /** `GET /v1/api/tickets/:id` */
  readonly name: string;
  /** The path with the ids that were given; unchanged where it names no record. */
  path(ids: Readonly<Record<string, number>>): string;
  /** The least body that its schema takes, undefined where it reads none. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

const publicKinds: Readonly<Record<string, PublicIdKind>> = {
  tickets: 'ticket',
  devices: 'device',
  'health-reports': 'report',
};

/**
 * Every route that is served, from the router's own list. A route that this cannot fill throws, so that nobody
 * adds one that the tests do not try.
 */
export function routeCases(dialects: readonly Dialect[]): RouteCase[] {
  return dialects.flatMap((dialect) => dialect.routes.map((route) => caseOf(dialect, route)));
}

/** Which field a monitor needs hangs on its type, which no schema tells; a paused one asks nobody. */
const ofMonitors = { url: 'https://sample.example', paused: true };

function caseOf(dialect: Dialect, route: Route): RouteCase {
  const name = `${route.method} ${route.path}`;
  const { body } = route.schemas;
  return {
    dialect,
    route,
    name,
    path: (ids) =>
      route.path.replaceAll(
        /([\w-]+)\/:\w+/g,
        (_, noun: string) => `${noun}/${idIn(dialect, noun, ids, name)}`,
      ),
    body:
      body === null
        ? undefined
        : {
            ...(sample(jsonSchema(body, 'input'), name) as Record<string, unknown>),
            ...(route.path.includes('/monitors') && ofMonitors),
          },
  };
}

function idIn(dialect: Dialect, noun: string, ids: Readonly<Record<string, number>>, name: string): string {
  const id = ids[noun];
  if (id === undefined) throw new Error(`${name}: tell test/support/estate.ts how to make one of ${noun}`);
  const kind = publicKinds[noun];
  return dialect.name === 'oneclickit' && kind && kind in publicIdPrefixes ? publicId(kind, id) : String(id);
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly examples?: readonly unknown[];
  readonly items?: Schema;
  readonly minItems?: number;
}

/** The least value that fits: what is required, and words out of a list, which never hurt. */
function sample(schema: Schema, name: string): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.examples) return schema.examples[0];
  if (schema.anyOf) return sample(schema.anyOf[0]!, name);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([field, each]) => schema.required?.includes(field) || each.enum)
          .map(([field, each]) => [field, sample(each, `${name} ${field}`)]),
      );
    case 'string':
      if (schema.format === undefined) return 'Sample';
      break;
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return schema.minItems ? [sample(schema.items!, name)] : [];
  }
  throw new Error(`${name}: nothing known that fits ${JSON.stringify(schema)}`);
}
