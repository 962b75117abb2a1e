import { element } from './element.js';
import { createField } from './fields.js';
import { showReply, showTrouble } from './reply.js';

/**
 * @typedef {import('./fields.js').Schema} Schema
 *
 * @typedef {{ name: string, in: string, required: boolean, schema: Schema, description?: string }} Parameter
 *
 * @typedef {{
 *   operationId: string, summary: string, description: string, tags: string[], parameters?: Parameter[],
 *   requestBody?: { content: Record<string, { schema: Schema }> }, responses: Record<string, unknown>,
 * }} Operation
 *
 * @typedef {{ method: string, path: string, operation: Operation }} Entry
 */

/**
 * The form of one operation: a field for each parameter and each part of the body, and what came back.
 *
 * @param {Entry} entry
 * @param {() => string} readKey
 * @returns {HTMLElement}
 */
export function operationForm({ method, path, operation }, readKey) {
  const parameters = (operation.parameters ?? []).map((each) => ({
    ...each,
    field: createField(
      each.name,
      { ...each.schema, ...(each.description && { description: each.description }) },
      each.required,
      each.in,
    ),
  }));
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = Object.entries(schema?.properties ?? {}).map(([name, each]) =>
    createField(name, each, schema?.required?.includes(name) ?? false, 'body'),
  );
  const reply = element('section', { 'aria-label': 'Answer', 'aria-live': 'polite' });
  const form = element(
    'form',
    { 'aria-label': operation.summary, novalidate: true },
    ...group(
      'In the address',
      parameters.filter((each) => each.in !== 'header').map(({ field }) => field.row),
    ),
    ...group(
      'Headers',
      parameters.filter((each) => each.in === 'header').map(({ field }) => field.row),
    ),
    ...group(
      'Body',
      body.map(({ row }) => row),
    ),
    element(
      'div',
      {},
      element('button', { type: 'submit' }, `Send ${method}`),
      ' ',
      element('kbd', {}, 'Ctrl+Enter'),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });

  async function send() {
    const query = new URLSearchParams();
    /** @type {Record<string, string>} */
    const headers = {};
    let address = path;
    for (const { in: place, name, field } of parameters) {
      const value = field.read();
      if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(asText(value)));
      else if (value === undefined) continue;
      else if (place === 'query') query.set(name, asText(value));
      else headers[name] = asText(value);
    }
    const key = readKey();
    if (key !== '') headers['authorization'] = `Bearer ${key}`;
    if (schema) headers['content-type'] = 'application/json';
    const target = [...query].length > 0 ? `${address}?${query}` : address;
    const fields = body.map(({ name, read }) => [name, read()]).filter(([, value]) => value !== undefined);
    const started = performance.now();
    try {
      const response = await fetch(target, {
        method,
        headers,
        credentials: 'omit',
        redirect: 'error',
        ...(schema && { body: JSON.stringify(Object.fromEntries(fields)) }),
      });
      const text = await response.text();
      showReply(reply, response, text, performance.now() - started, `${method} ${target}`);
    } catch (error) {
      showTrouble(reply, `${method} ${target}`, error);
    }
  }

  return element(
    'article',
    {},
    element('h2', {}, operation.summary),
    element(
      'p',
      {},
      element('span', { class: 'method' }, method),
      ' ',
      element('code', { class: 'path' }, path),
    ),
    element('p', { class: 'muted' }, operation.description),
    form,
    reply,
  );
}

/**
 * @param {string} title
 * @param {HTMLElement[]} rows
 */
function group(title, rows) {
  return rows.length === 0 ? [] : [element('h3', {}, title), ...rows];
}

/** @param {unknown} value */
function asText(value) {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
