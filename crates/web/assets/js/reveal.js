// Passwords: show what was typed, and a hint of how strong it is. The server decides; this only helps.
const ENOUGH = 12;

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-reveal]');
  if (!button) return;
  const field = document.getElementById(button.dataset.reveal);
  const shown = field.type === 'text';
  field.type = shown ? 'password' : 'text';
  button.setAttribute('aria-pressed', String(!shown));
  button.setAttribute('aria-label', shown ? 'Show password' : 'Hide password');
});

document.addEventListener('submit', event => {
  event.target.querySelectorAll('[data-reveal][aria-pressed="true"]').forEach(button => button.click());
}, true);

function judge(text) {
  if (!text) return ['', ''];
  const letters = [...text].length;
  if (letters < ENOUGH) return ['weak', `${ENOUGH - letters} more to go`];
  if (new Set(text).size < 6) return ['weak', 'Too few different characters'];
  return ['good', letters >= 16 ? 'Long and good' : 'Long enough'];
}

document.addEventListener('input', event => {
  const meter = document.getElementById(event.target.dataset?.meter);
  if (!meter) return;
  const [level, words] = judge(event.target.value);
  meter.dataset.level = level;
  meter.textContent = words;
});
