import { byId, element } from './element.js';
import { operationForm } from './operation-form.js';

/** @typedef {import('./operation-form.js').Entry} Entry */
/** @typedef {import('./operation-form.js').Operation} Operation */

const key = /** @type {HTMLInputElement} */ (byId('key'));
const filter = /** @type {HTMLInputElement} */ (byId('filter'));
const list = byId('operations');
const main = byId('operation');
/** The form that was filled in stays as it is while one looks at another. @type {Map<string, HTMLElement>} */
const forms = new Map();

/** @param {readonly Entry[]} entries */
function showList(entries) {
  const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = entries.filter(({ method, path, operation }) => {
    const text = `${method} ${path} ${operation.description} ${operation.tags.join(' ')}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const tags = new Set(shown.map(({ operation }) => operation.tags[0] ?? ''));
  list.replaceChildren(
    ...[...tags].flatMap((tag) => [
      element('h2', {}, tag),
      element('ul', {}, ...shown.filter(({ operation }) => operation.tags[0] === tag).map(link)),
    ]),
  );
  byId('no-operations').hidden = shown.length > 0;
}

/** @param {Entry} entry */
function link({ method, path, operation }) {
  const current = location.hash === `#${operation.operationId}`;
  return element(
    'li',
    {},
    element(
      'a',
      {
        href: `#${operation.operationId}`,
        title: operation.summary,
        ...(current && { 'aria-current': 'page' }),
      },
      element('span', { class: 'method' }, method),
      element('span', { class: 'path' }, path),
    ),
  );
}

/** @param {readonly Entry[]} entries */
function showOperation(entries) {
  const entry = entries.find(({ operation }) => location.hash === `#${operation.operationId}`) ?? entries[0];
  if (!entry) return;
  const { operationId, summary } = entry.operation;
  let form = forms.get(operationId);
  if (!form) {
    form = operationForm(entry, () => key.value.trim());
    forms.set(operationId, form);
  }
  document.title = `${summary} · Techbench API`;
  main.replaceChildren(form);
}

/**
 * The same value with each schema in the place where only its name stood.
 *
 * @param {unknown} value
 * @param {Record<string, unknown>} schemas
 * @returns {unknown}
 */
function spelledOut(value, schemas) {
  if (Array.isArray(value)) return value.map((each) => spelledOut(each, schemas));
  if (typeof value !== 'object' || value === null) return value;
  const name = '$ref' in value ? String(value.$ref).split('#/components/schemas/')[1] : undefined;
  if (name !== undefined) return spelledOut(schemas[name], schemas);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, spelledOut(each, schemas)]));
}

async function start() {
  const description =
    /** @type {{ servers: { url: string }[], paths: Record<string, Record<string, Operation>>, components: { schemas: Record<string, unknown> } }} */ (
      await (await fetch('/api/openapi.json')).json()
    );
  const { schemas } = description.components;
  const entries = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation: /** @type {Operation} */ (spelledOut(operation, schemas)),
    })),
  );
  byId('address').textContent = description.servers[0]?.url ?? '';
  const show = () => {
    showList(entries);
    showOperation(entries);
  };
  filter.addEventListener('input', () => showList(entries));
  addEventListener('hashchange', () => {
    show();
    main.focus();
  });
  addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
    if (event.key !== '/' || typing) return;
    event.preventDefault();
    filter.focus();
  });
  show();
}

start().catch((error) => {
  byId('loading').textContent = `The description could not be loaded: ${String(error)}`;
});
