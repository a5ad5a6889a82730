// Toasts: 8 seconds, 30 with a way back; they stay while hovered or focused.
const LIVES_MS = 8_000;
const LIVES_WITH_UNDO_MS = 30_000;
const LINGER_MS = 2_000;

function held(toast) {
  return toast.matches(':hover, :focus-within');
}

function start(toast) {
  const lives = toast.querySelector('form') ? LIVES_WITH_UNDO_MS : LIVES_MS;
  const end = () => { if (held(toast)) setTimeout(end, LINGER_MS); else toast.remove(); };
  setTimeout(end, lives);
}

document.querySelectorAll('[data-toast]').forEach(start);

document.addEventListener('click', event => {
  event.target.closest?.('[data-toast-close]')?.closest('[data-toast]')?.remove();
});

// Shows a sentence that did not come with the page.
export function toast(text) {
  const box = document.getElementById('toasts');
  if (!box) return;
  const card = document.createElement('div');
  card.className = 'toast';
  card.dataset.toast = '';
  const words = document.createElement('span');
  words.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.dataset.toastClose = '';
  close.textContent = 'Close';
  card.append(words, close);
  box.append(card);
  start(card);
}
