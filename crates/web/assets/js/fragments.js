// HTML from the server. Promises: what comes back is parsed, never executed; a lost session leads to the page
// itself, which knows how to sign in. Never: builds HTML out of text.

export const kinds = { dialog: 'dialog', live: 'live' };

// Asks for a fragment. Resolves to the response; rejects only when there was no answer.
export function ask(url, kind, options = {}) {
  return fetch(url, {
    credentials: 'same-origin',
    ...options,
    headers: { Accept: 'text/html', 'X-Fragment': kind, ...options.headers },
  });
}

// The elements of an answer, whether it is a fragment or a whole page.
export async function parse(response) {
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

export function isHtml(response) {
  return (response.headers.get('Content-Type') || '').startsWith('text/html');
}
