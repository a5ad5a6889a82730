// Forms: a second click sends nothing, and what was typed survives.
//
// A form with `data-keep` keeps a draft for this tab. The draft comes back when the page is loaded again
// without having been saved, with the idempotency key it was sent under: if the answer alone was lost,
// sending again is the same command. It goes as soon as another page follows the sending, but not a failure.
const PREFIX = 'draft:';
const DOWNLOAD_MS = 3_000;

// ---- busy ----
// A form sent to another tab or window leaves this page as it is.
let elsewhere = false;
document.addEventListener('click', event => { elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1; }, true);

document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method === 'dialog' || event.defaultPrevented) return;
  if (form.dataset.sent !== undefined) { event.preventDefault(); return; }
  if (elsewhere || form.target === '_blank' || form.method === 'get') return;
  busy(form, event.submitter);
  // A download leaves the page where it is.
  if (form.dataset.download !== undefined) setTimeout(() => idle(form), DOWNLOAD_MS);
});

export function busy(form, submitter) {
  form.dataset.sent = '';
  submitter?.setAttribute('aria-busy', 'true');
}

export function idle(form) {
  delete form.dataset.sent;
  form.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
}

addEventListener('pageshow', event => {
  if (event.persisted) document.querySelectorAll('form[data-sent]').forEach(idle);
});

// ---- drafts ----
const store = {
  get(name) { try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; } },
  set(name, value) { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* full or forbidden: no draft */ } },
  drop(name) { try { sessionStorage.removeItem(name); } catch { /* as above */ } },
  names() { try { return Object.keys(sessionStorage).filter(name => name.startsWith(PREFIX)); } catch { return []; } },
};

function nameOf(form) {
  return `${PREFIX}${new URL(form.action).pathname}#${form.id}`;
}

function kept(field) {
  return field.name && !['password', 'hidden', 'file', 'submit', 'button'].includes(field.type);
}

function collect(form) {
  return [...form.elements].filter(kept)
    .map(field => [field.name, field.type === 'checkbox' || field.type === 'radio' ? [field.value, field.checked] : field.value]);
}

function restore(form, fields) {
  const seen = new Map();
  let changed = false;
  for (const [name, value] of fields) {
    const same = [...form.elements].filter(field => kept(field) && field.name === name);
    if (Array.isArray(value)) {
      const field = same.find(one => one.value === value[0]);
      if (field && field.checked !== value[1]) { field.checked = value[1]; changed = true; }
      continue;
    }
    const at = seen.get(name) || 0;
    seen.set(name, at + 1);
    if (same[at] && same[at].value !== value) { same[at].value = value; changed = true; }
  }
  return changed;
}

function note(form, name) {
  const box = document.createElement('p');
  box.className = 'draft-note soft small';
  box.setAttribute('role', 'status');
  box.append('What you typed before is back.');
  const fresh = document.createElement('button');
  fresh.type = 'button';
  fresh.className = 'btn sm';
  fresh.textContent = 'Start afresh';
  fresh.addEventListener('click', () => { store.drop(name); location.reload(); });
  box.append(fresh);
  form.prepend(box);
}

// Brings a form's draft back, unless the server has just answered what was typed.
export function bringBack(form) {
  const name = nameOf(form);
  const draft = store.get(name);
  if (!draft || form.querySelector('[data-errors]')) return;
  form.dispatchEvent(new CustomEvent('draft', { detail: draft.fields }));
  if (!restore(form, draft.fields)) return;
  if (draft.key && form.elements.idempotency_key) form.elements.idempotency_key.value = draft.key;
  form.dispatchEvent(new Event('input', { bubbles: true }));
  note(form, name);
}

export function keepDraft(form, sent) {
  if (!form.matches?.('form[data-keep]')) return;
  const key = sent ? form.elements.idempotency_key?.value : undefined;
  store.set(nameOf(form), { fields: collect(form), sent, key });
}

const here = [...document.querySelectorAll('form[data-keep]')];
// Closed books ask to be opened first; a draft waits behind that page.
const stays = document.querySelector('[data-drafts-stay]') !== null;
// A page of failure does not say that anything was saved: the draft waits as one that was never sent.
const failed = document.querySelector('[data-failure]') !== null;
for (const name of store.names()) {
  const draft = store.get(name);
  if (!draft?.sent || stays || here.some(form => nameOf(form) === name)) continue;
  if (failed) store.set(name, { ...draft, sent: false }); else store.drop(name);
}
// The grid must be listening before a draft with more lines than the page comes back.
const ready = document.querySelector('[data-journal]') ? import('./journal.js') : Promise.resolve();
ready.then(() => here.forEach(bringBack));

document.addEventListener('input', event => {
  keepDraft(event.target.form || event.target, false);
});

document.addEventListener('submit', event => {
  if (!event.defaultPrevented) keepDraft(event.target, true);
});

// A page that comes back refused puts the reader where the trouble is told.
document.querySelector('[data-errors]')?.focus();
