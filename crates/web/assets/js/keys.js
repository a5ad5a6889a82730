// Single keys outside fields and dialogs. They can be switched off on this device (WCAG 2.1.4).
import { openTemplate } from './dialogs.js';
import { openPalette } from './palette.js';

const WITHIN_MS = 900;
let went = 0;

function off() {
  try { return localStorage.getItem('keys') === 'off'; } catch { return false; }
}

function rows() {
  return [...document.querySelectorAll('[data-rows] tbody tr:not(.grp, .detail), [data-rows] > li')];
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex(row => row.classList.contains('cursor'));
  all[at]?.classList.remove('cursor');
  const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
  next.classList.add('cursor');
  next.scrollIntoView({ block: 'nearest' });
}

function current() {
  return document.querySelector('[data-rows] .cursor');
}

const single = {
  j: () => move(1),
  k: () => move(-1),
  x: () => current()?.querySelector('input[type="checkbox"]')?.click(),
  '/': () => document.querySelector('[data-search]')?.focus(),
  '?': () => help(),
};

function help() {
  openTemplate('keys-help');
  const box = document.querySelector('[data-keys-switch]');
  if (box) box.checked = !off();
}

// Until the next frame a dialog that has just closed still holds the focus: what sits in it takes no text.
function isFree(target) {
  return target === document.body || Boolean(target.closest('dialog:not([open])'));
}

function takesText(target) {
  return Boolean(target.closest('input, textarea, select, dialog, [contenteditable]')) && !isFree(target);
}

document.addEventListener('keydown', event => {
  if (event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || off()) return;
  if (takesText(event.target)) return;
  if (went && Date.now() - went < WITHIN_MS) {
    went = 0;
    document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
    return;
  }
  if (event.key === 'g') { went = Date.now(); return; }
  if (event.key === 'Enter' && isFree(event.target)) { (current()?.querySelector('th a, a') || null)?.click(); return; }
  const shortcut = document.querySelector(`main [data-key="${CSS.escape(event.key)}"]`);
  if (shortcut) { event.preventDefault(); shortcut.click(); return; }
  const act = single[event.key];
  if (act) { event.preventDefault(); act(); }
});

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-keys-help]')) help();
});

document.addEventListener('change', event => {
  if (!event.target.matches?.('[data-keys-switch]')) return;
  try { localStorage.setItem('keys', event.target.checked ? 'on' : 'off'); } catch { /* private mode: stays on */ }
});
