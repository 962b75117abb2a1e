import { element } from './element.js';

/**
 * @typedef {{
 *   type?: string | string[], enum?: unknown[], const?: unknown, anyOf?: Schema[], default?: unknown,
 *   description?: string, maxLength?: number, minimum?: number, maximum?: number, format?: string,
 *   properties?: Record<string, Schema>, required?: string[],
 * }} Schema
 *
 * @typedef {{ name: string, row: HTMLElement, read: () => unknown }} Field `read` gives undefined for what is left out.
 */

const longText = 1000;

/**
 * One control for one value, by what the description says of it. Left empty, the value is not sent.
 *
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} required
 * @param {string} prefix Keeps ids apart.
 * @returns {Field}
 */
export function createField(name, schema, required, prefix) {
  const id = `${prefix}-${name}`;
  const inner = withoutNull(schema);
  const words = inner.enum ?? (inner.type === 'boolean' ? [true, false] : undefined);
  const control = words ? choice(words) : entry(inner);
  control.id = id;
  control.setAttribute('name', name);
  control.setAttribute('aria-describedby', `${id}-hint`);
  if (required) control.setAttribute('aria-required', 'true');
  const row = element(
    'div',
    { class: 'field' },
    element('label', { for: id }, required ? `${name} *` : name),
    control,
    element('span', { class: 'hint', id: `${id}-hint` }, hintOf(inner, schema !== inner)),
  );
  return { name, row, read: () => (control.value === '' ? undefined : valueOf(control.value, inner, words)) };
}

/** @param {unknown[]} words */
function choice(words) {
  return element(
    'select',
    {},
    element('option', { value: '' }, 'not sent'),
    ...words.map((word) => element('option', { value: String(word) }, String(word))),
  );
}

/** @param {Schema} schema */
function entry(schema) {
  if (isPlain(schema) && (schema.maxLength ?? 0) < longText) {
    const numeric = schema.type === 'integer' || schema.type === 'number';
    return element('input', { type: 'text', autocomplete: 'off', ...(numeric && { inputmode: 'numeric' }) });
  }
  return element('textarea', { rows: '3', spellcheck: 'false' });
}

/**
 * @param {string} text
 * @param {Schema} schema
 * @param {unknown[] | undefined} words
 */
function valueOf(text, schema, words) {
  if (words) return words.find((word) => String(word) === text);
  if (schema.type === 'string') return text;
  // Whatever is no JSON is sent as the text that it is: the engine is to say what is wrong with it.
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    return text;
  }
}

/** @param {Schema} schema */
function isPlain({ type }) {
  return type === 'string' || type === 'integer' || type === 'number';
}

/**
 * @param {Schema} schema
 * @returns {Schema}
 */
function withoutNull(schema) {
  const others = schema.anyOf?.filter((each) => each.type !== 'null') ?? [];
  return schema.anyOf && others.length === 1 && others[0] ? { ...schema, ...others[0] } : schema;
}

/**
 * @param {Schema} schema
 * @param {boolean} nullable
 */
function hintOf(schema, nullable) {
  const kind = schema.enum ? '' : isPlain(schema) ? String(schema.type) : 'JSON';
  const bounds = [
    schema.format,
    schema.minimum === undefined ? '' : `from ${schema.minimum}`,
    schema.maximum === undefined ? '' : `to ${schema.maximum}`,
    schema.maxLength === undefined ? '' : `at most ${schema.maxLength} characters`,
    schema.default === undefined ? '' : `else ${JSON.stringify(schema.default)}`,
    nullable ? 'or null' : '',
  ];
  return [kind, ...bounds, schema.description].filter(Boolean).join(', ');
}
