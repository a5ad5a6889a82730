// The menu as a drawer on phones. The popover attribute opens and closes it; this keeps it out of the way.
const side = document.getElementById('side');
const wide = matchMedia('(min-width: 56.26rem)');

function close() {
  if (side?.matches(':popover-open')) side.hidePopover();
}

wide.addEventListener('change', () => { if (wide.matches) close(); });
addEventListener('pageshow', close);

// Tooltips: Esc hides one without moving focus (WCAG 1.4.13).
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') document.activeElement?.closest('.tip')?.classList.add('shut');
});
document.addEventListener('focusout', event => event.target.closest?.('.tip')?.classList.remove('shut'));

// Unavailable but reachable controls explain themselves instead of acting.
document.addEventListener('click', event => {
  if (!event.target.closest?.('[aria-disabled="true"]')) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

addEventListener('click', event => {
  if (event.target.closest?.('[data-print]')) print();
});
