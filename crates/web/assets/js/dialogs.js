// Dialogs: `<a href="…/disconnect" data-dialog>` is a page of its own; here it opens over the page.
//
// The address is fetched with `X-Fragment: dialog`; a fragment and a whole page are both understood
// (`[data-dialog-body]` marks the part). A form inside is sent the same way. The answer decides:
// `X-Location` or a redirect leads on, anything else is shown in the same dialog.
import { ask, isHtml, kinds, parse } from './fragments.js';
import { bringBack, busy, idle, keepDraft } from './forms.js';
import { localise } from './times.js';

function box() {
  let dialog = document.getElementById('dialog');
  if (dialog) return dialog;
  dialog = document.createElement('dialog');
  dialog.id = 'dialog';
  dialog.className = 'dlg';
  dialog.addEventListener('close', () => dialog.replaceChildren());
  document.body.append(dialog);
  return dialog;
}

function fill(dialog, parts) {
  dialog.replaceChildren(...parts);
  const title = dialog.querySelector('h1[id], h2[id]');
  if (title) dialog.setAttribute('aria-labelledby', title.id);
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector('[data-errors], [autofocus]');
  first?.focus();
}

async function show(dialog, response) {
  const page = await parse(response);
  const body = page.querySelector('[data-dialog-body]') || page.body;
  localise(body);
  fill(dialog, [...body.childNodes].map(node => document.importNode(node, true)));
  dialog.querySelectorAll('form[data-keep]').forEach(bringBack);
}

function go(url) {
  if (url === location.href) location.reload(); else location.assign(url);
}

export function openTemplate(id) {
  const template = document.getElementById(id);
  if (template) fill(box(), [template.content.cloneNode(true)]);
}

export async function open(url) {
  try {
    const response = await ask(url, kinds.dialog);
    if (!isHtml(response) || response.status === 401 || response.redirected) return go(url);
    await show(box(), response);
  } catch {
    go(url);
  }
}

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[data-dialog]');
  if (link && !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    link.closest('[popover]')?.hidePopover();
    open(link.href);
    return;
  }
  const dialog = event.target.closest?.('dialog');
  if (!dialog) return;
  if (event.target.closest('[data-dialog-close]')) { event.preventDefault(); dialog.close(); }
  else if (event.target === dialog) dialog.close(); // the scrim
});

function lost(form) {
  let note = form.querySelector('[data-lost]');
  if (!note) {
    note = document.createElement('p');
    note.className = 'errors';
    note.dataset.lost = '';
    note.setAttribute('role', 'alert');
    (form.querySelector('.body') || form).prepend(note);
  }
  note.textContent = 'The connection was lost. What you entered is still here: try again.';
}

async function send(dialog, form, submitter) {
  busy(form, submitter);
  keepDraft(form, true);
  try {
    const response = await ask(form.action, kinds.dialog, { method: 'POST', body: new URLSearchParams(new FormData(form, submitter)) });
    const next = response.headers.get('X-Location');
    if (next) return go(new URL(next, location.href).href);
    if (response.redirected) return go(response.url);
    if (!isHtml(response)) return go(location.href);
    await show(dialog, response);
  } catch {
    idle(form);
    lost(form);
  }
}

document.addEventListener('submit', event => {
  const dialog = event.target.closest('dialog#dialog');
  if (!dialog || event.target.method !== 'post' || event.target.target === '_blank') return;
  const sent = event.target.dataset.sent !== undefined;
  event.preventDefault();
  if (!sent) send(dialog, event.target, event.submitter);
}, true);
