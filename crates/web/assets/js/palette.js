// The command palette: clients first, then pages. Its entries are links rendered in the page, inside
// `<template id="palette-items">`; an entry with `data-post` is sent as a form (Go To opens a visit).
const frame = document.getElementById('palette-frame');
const source = document.getElementById('palette-items');

let dialog = null;

function group(section, index) {
  const box = document.createElement('div');
  const title = document.createElement('span');
  title.id = `palette-group-${index}`;
  title.textContent = section.dataset.group;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-labelledby', title.id);
  box.append(title);
  section.querySelectorAll('a').forEach((link, at) => {
    const option = document.createElement('div');
    option.id = `palette-${index}-${at}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    option.dataset.url = link.href;
    if (link.dataset.post !== undefined) option.dataset.post = '';
    if (section.dataset.group !== 'Pages') option.dataset.named = '';
    option.append(...[...link.cloneNode(true).childNodes]);
    box.append(option);
  });
  return box;
}

function build() {
  dialog = document.createElement('dialog');
  dialog.className = 'palette';
  dialog.setAttribute('aria-label', 'Jump to');
  dialog.append(frame.content.cloneNode(true));
  const list = dialog.querySelector('[role="listbox"]');
  list.append(...[...source.content.querySelectorAll('section')].map(group));
  document.body.append(dialog);
  dialog.addEventListener('input', narrow);
  dialog.addEventListener('keydown', steer);
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
    const option = event.target.closest('[role="option"]');
    if (option) go(option, event.ctrlKey || event.metaKey);
  });
}

function field() { return dialog.querySelector('input'); }
function options() { return [...dialog.querySelectorAll('[role="option"]')]; }

function select(option) {
  options().forEach(one => one.setAttribute('aria-selected', String(one === option)));
  if (option) {
    field().setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  } else {
    field().removeAttribute('aria-activedescendant');
  }
}

// Accents and case do not matter, words may come in any order.
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function narrow() {
  const typed = field().value;
  const pagesOnly = typed.startsWith('>');
  const words = plain(typed.replace(/^>/, '')).split(/\s+/).filter(Boolean);
  for (const option of options()) {
    const text = plain(option.textContent);
    option.hidden = (pagesOnly && option.dataset.named !== undefined) || !words.every(word => text.includes(word));
  }
  for (const box of dialog.querySelectorAll('[role="group"]')) box.hidden = !box.querySelector('[role="option"]:not([hidden])');
  select(options().find(option => !option.hidden));
}

function steer(event) {
  const shown = options().filter(option => !option.hidden);
  const at = shown.findIndex(option => option.getAttribute('aria-selected') === 'true');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && shown.length) {
    event.preventDefault();
    select(shown[(at + step + shown.length) % shown.length]);
  } else if (event.key === 'Enter' && shown[at]) {
    event.preventDefault();
    go(shown[at], event.ctrlKey || event.metaKey);
  }
}

function go(option, elsewhere) {
  dialog.close();
  if (option.dataset.post === undefined) {
    if (elsewhere) open(option.dataset.url, '_blank', 'noopener'); else location.assign(option.dataset.url);
    return;
  }
  const form = document.createElement('form');
  form.method = 'post';
  form.action = option.dataset.url;
  if (elsewhere) form.target = '_blank';
  const key = document.createElement('input');
  key.type = 'hidden';
  key.name = 'idempotency_key';
  key.value = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  form.append(key);
  document.body.append(form);
  form.submit();
  form.remove();
}

export function openPalette() {
  if (!frame || !source) return;
  if (!dialog) build();
  if (dialog.open) return;
  const side = document.getElementById('side');
  if (side?.matches(':popover-open')) side.hidePopover();
  dialog.showModal();
  field().select();
  narrow();
}

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-palette]')) openPalette();
});
