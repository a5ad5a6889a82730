// `<button data-copy="text">` puts the text on the clipboard and says so on itself.
import { say } from './say.js';

const SHOWN_MS = 2_000;

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  const words = button.querySelector('[data-copy-label]');
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say('Copied');
    if (!words) return;
    const before = words.textContent;
    if (before === 'Copied') return;
    words.textContent = 'Copied';
    setTimeout(() => { words.textContent = before; }, SHOWN_MS);
  } catch {
    say('Copying is not allowed here. Select the text instead.');
  }
});
