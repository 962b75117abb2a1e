import { element } from './element.js';

/**
 * @param {HTMLElement} place
 * @param {Response} response
 * @param {string} text
 * @param {number} ms
 * @param {string} asked
 */
export function showReply(place, response, text, ms, asked) {
  const tone = response.status < 300 ? 'good' : response.status < 500 ? 'warn' : 'bad';
  place.replaceChildren(
    element('h3', {}, asked),
    element(
      'p',
      {},
      element('span', { class: `status ${tone}` }, `${response.status} ${response.statusText}`),
      ` in ${Math.round(ms)} ms, ${text.length} characters`,
    ),
    element('h3', {}, 'Headers'),
    element(
      'table',
      {},
      element(
        'tbody',
        {},
        ...[...response.headers].map(([name, value]) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, name),
            element('td', {}, element('code', {}, value)),
          ),
        ),
      ),
    ),
    element('h3', {}, 'Body'),
    element('pre', { tabindex: '0', 'aria-label': 'Body of the answer' }, pretty(text)),
  );
}

/**
 * @param {HTMLElement} place
 * @param {string} asked
 * @param {unknown} error
 */
export function showTrouble(place, asked, error) {
  place.replaceChildren(
    element('h3', {}, asked),
    element('p', { class: 'status bad' }, 'No answer came.'),
    element('p', {}, `Is Techbench still running? The browser says: ${String(error)}`),
  );
}

/** @param {string} text */
function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text === '' ? '(empty)' : text;
  }
}
