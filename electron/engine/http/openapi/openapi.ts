import type { Dialect, Route } from '../route.ts';
import { createComponents, type Components } from './components.ts';
import { jsonSchema, parametersOf, type JsonSchema } from './json-schema.ts';
import { refusalsOf, statusWords } from './refusals.ts';

type Json = Record<string, unknown>;

const titles: Record<Dialect['name'], string> = {
  clientstor: 'ClientSt0r',
  oneclickit: 'OneClickIT',
  orqit: 'Orqit',
};

const headerTexts: Readonly<Record<string, string>> = {
  'X-RateLimit-Limit': 'Requests a minute',
  'X-RateLimit-Remaining': 'Requests that may be made at once now',
  'X-RateLimit-Reset': 'When the limit is whole again, in Unix seconds',
};
const textHeaders: Readonly<Record<string, string>> = {
  'RateLimit-Policy': 'The same limits as the IETF draft words them',
  RateLimit: 'What is left of them',
  'X-Request-Id':
    'Names this request; where it failed with 5xx, its body and the engine’s own log name it too',
};

/**
 * OpenAPI 3.1 of every route of all dialects, from the schemas that check the requests.
 * @param about.address where it was asked for, `http://127.0.0.1:8080`
 */
export function createOpenApi(
  dialects: readonly Dialect[],
  about: { version: string; address: string },
): Json {
  const served = dialects.map((dialect) => ({
    dialect,
    routes: dialect.routes.filter((each) => each.aliasOf === null),
  }));
  const paths: Record<string, Json> = {};
  const tags = new Map<string, string>();
  const components = createComponents();
  const responses: Record<string, Json> = {};
  for (const { dialect, routes } of served) {
    for (const route of routes) {
      const tag = `${titles[dialect.name]}: ${nounOf(route)}`;
      tags.set(tag, `${nounOf(route)} as ${titles[dialect.name]} documents them${elsewhere(dialect)}`);
      const path = (paths[templateOf(route.path)] ??= {});
      path[route.method.toLowerCase()] = operation(dialect, route, tag, components);
      for (const status of refusalsOf(route)) {
        responses[refusalName(dialect, status)] = {
          description: statusWords[status],
          headers: headersOf(status),
          content: jsonContent({ $ref: `#/components/schemas/${titles[dialect.name]}Error` }),
        };
      }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Techbench local API',
      version: about.version,
      summary: 'The REST dialects of OneClickIT, ClientSt0r and Orqit over one engine on this machine.',
      description:
        'Every request carries an API key, made in the console under API keys, as `Authorization: Bearer …` or ' +
        '`X-API-Key`. One record reads the same in each dialect. Where GET is served HEAD is too, answered without the ' +
        'body; any other method gets 405, with those that are served in `Allow`. A slash at the end of a path changes nothing.',
      license: { name: 'Proprietary', identifier: 'LicenseRef-Techbench' },
      contact: { name: 'Techbench', url: about.address },
    },
    servers: [{ url: about.address, description: 'This machine' }],
    security: [{ bearer: [] }, { apiKey: [] }],
    tags: [...tags].map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An API key' },
      },
      headers: Object.fromEntries([
        ...Object.entries(headerTexts).map(([name, text]) => [name, header(text, { type: 'integer' })]),
        ...Object.entries(textHeaders).map(([name, text]) => [name, header(text, { type: 'string' })]),
        ['Retry-After', header('Seconds to wait', { type: 'integer' })],
      ]),
      schemas: {
        ...Object.fromEntries(
          served
            .filter(({ routes }) => routes.length > 0)
            .map(({ dialect }) => [
              `${titles[dialect.name]}Error`,
              jsonSchema(dialect.errorSchema, 'output'),
            ]),
        ),
        ...components.told(),
      },
      responses,
    },
  };
}

function operation(dialect: Dialect, route: Route, tag: string, { schemaOf }: Components): Json {
  const { params, query, body, reply } = route.schemas;
  const parameters = [
    ...parametersOf(params).map((each) => ({ ...each, in: 'path', required: true })),
    ...parametersOf(query).map((each) => ({ ...each, in: 'query' })),
    ...(route.creates ? [idempotencyKey] : []),
  ];
  const scope = route.scope === null ? 'Any valid key may call it.' : `Needs the scope \`${route.scope}\`.`;
  return {
    operationId: operationId(dialect, route),
    summary: route.summary,
    description: `${route.summary}. ${scope}`,
    tags: [tag],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: jsonContent(schemaOf(body, 'input')) } }),
    responses: {
      [route.status]: {
        description: statusWords[route.status],
        headers: headersOf(route.status),
        ...(reply && {
          content: { ...jsonContent(schemaOf(reply, 'output')), ...(route.page && htmlContent) },
        }),
      },
      ...Object.fromEntries(
        refusalsOf(route).map((status) => [
          status,
          { $ref: `#/components/responses/${refusalName(dialect, status)}` },
        ]),
      ),
    },
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key within 24 hours answers what was answered first.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
};

const htmlContent = {
  'text/html': { schema: { type: 'string', description: 'The same, for people and paper' } },
};

function jsonContent(schema: JsonSchema): Json {
  return { 'application/json': { schema } };
}

function header(description: string, schema: JsonSchema): Json {
  return { description, schema };
}

function headersOf(status: number): Json {
  const names = [
    ...Object.keys(headerTexts),
    ...Object.keys(textHeaders),
    ...(status === 429 ? ['Retry-After'] : []),
  ];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function refusalName(dialect: Dialect, status: number): string {
  return `${titles[dialect.name]}${status}`;
}

/** Where the same routes are served besides. */
function elsewhere({ routes }: Dialect): string {
  const alias = routes.find(({ aliasOf }) => aliasOf !== null);
  if (!alias?.aliasOf) return '';
  const [base, path] = [alias.path, alias.aliasOf].map((each) => each.replace(/[^/]+$/, ''));
  return `; below \`${base}\` they are the same as below \`${path}\``;
}

/** `/v1/api/tickets/:id` as OpenAPI writes it: `/v1/api/tickets/{id}`. */
export function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

/** What it is about: the last part of the path that is a name, below the dialect's own. */
function nounOf({ path }: Route): string {
  const [noun = ''] = path.replace(/^\/v1\/api\/|^\/api\/public\/v1\/|^\/api\/(?:v1\/)?/, '').split('/');
  return noun;
}

/** `oneclickit_get_v1_api_tickets_id`: one of a kind, and stable as long as the path is. */
function operationId(dialect: Dialect, { method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9-]+/).filter(Boolean);
  return [dialect.name, method.toLowerCase(), ...words].join('_');
}
