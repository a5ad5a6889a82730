// The entry grid. Without this script it has six lines and a button that asks the server for more.
//
// Amounts are counted in minor units as BigInt: no float touches money, not even a total on a screen.
const form = document.querySelector('[data-journal]');
const table = form.querySelector('table');
const body = table.tBodies[0];
const scale = Number(table.dataset.scale);
const verdict = form.querySelector('[data-balance]');

// "1,234.5" at scale 2 is 123450n; undefined when it is not an amount at that scale. Marks stand between
// thousands only, as on the server: "1,5" is no amount.
const GROUPED = /^\d{1,3}(?:[\s,'’]\d{3})+(?:\.\d*)?$/;

function minor(text) {
  const typed = text.trim();
  const bare = GROUPED.test(typed) ? typed.replace(/[\s,'’]/g, '') : typed;
  if (bare === '') return 0n;
  const found = /^(\d+)(?:\.(\d*))?$/.exec(bare);
  if (!found) return undefined;
  const part = found[2] || '';
  if (part.length > scale) return undefined;
  return BigInt(found[1] + part.padEnd(scale, '0'));
}

function written(units) {
  const digits = units.toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return scale ? `${whole}.${digits.slice(-scale)}` : whole;
}

function cells(name) {
  return [...body.querySelectorAll(`[name="${name}"]`)];
}

function sum(name) {
  let total = 0n;
  let sound = true;
  for (const field of cells(name)) {
    const units = minor(field.value);
    if (units === undefined) sound = false; else total += units;
    if (units === undefined) field.setAttribute('aria-invalid', 'true'); else field.removeAttribute('aria-invalid');
  }
  return [total, sound];
}

function judge() {
  const [debit, debitSound] = sum('debit');
  const [credit, creditSound] = sum('credit');
  form.querySelector('[data-total="debit"]').textContent = written(debit);
  form.querySelector('[data-total="credit"]').textContent = written(credit);
  const [text, tone] = sentence(debit, credit, debitSound && creditSound);
  if (verdict.textContent !== text) verdict.textContent = text;
  verdict.className = `balance ${tone}`;
}

function sentence(debit, credit, sound) {
  if (!sound) return [`An amount is not a number with at most ${scale} decimals.`, 'bad'];
  if (debit === 0n && credit === 0n) return ['Debits and credits must be equal.', 'muted'];
  if (debit === credit) return ['In balance', 'good'];
  const short = debit < credit ? 'debit' : 'credit';
  const gap = written(debit < credit ? credit - debit : debit - credit);
  return [`Out by ${gap}. Add ${gap} on the ${short} side.`, 'wait'];
}

// ---- lines ----
function number() {
  [...body.rows].forEach((row, at) => {
    row.querySelector('.g-n').textContent = String(at + 1);
    row.querySelectorAll('[data-label]').forEach(field => field.setAttribute('aria-label', `${field.dataset.label}, line ${at + 1}`));
  });
}

function add() {
  const row = body.rows[body.rows.length - 1].cloneNode(true);
  row.querySelectorAll('input').forEach(field => { field.value = ''; field.removeAttribute('value'); field.removeAttribute('aria-invalid'); });
  row.querySelectorAll('select').forEach(field => { field.selectedIndex = 0; });
  body.append(row);
  number();
  return row;
}

function remove(row) {
  const near = row.nextElementSibling || row.previousElementSibling;
  if (body.rows.length > 2) row.remove(); else row.querySelectorAll('input, select').forEach(field => { field.value = ''; });
  number();
  judge();
  near?.querySelector('select, input')?.focus();
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

form.addEventListener('click', event => {
  const more = event.target.closest('[data-more]');
  if (more) { event.preventDefault(); add().querySelector('select').focus(); return; }
  const gone = event.target.closest('[data-remove]');
  if (gone) remove(gone.closest('tr'));
});

form.addEventListener('input', judge);

// A draft may have more lines than the page.
form.addEventListener('draft', event => {
  const wanted = event.detail.filter(([name]) => name === 'account').length;
  while (body.rows.length < wanted) add();
});

// What balances the entry, on an empty amount.
function balance(field) {
  const [debit] = sum('debit');
  const [credit] = sum('credit');
  const gap = field.name === 'debit' ? credit - debit : debit - credit;
  if (gap > 0n) { field.value = written(gap); field.dispatchEvent(new Event('input', { bubbles: true })); }
}

function neighbour(field, step) {
  const all = [...body.querySelectorAll('input, select')];
  const next = all[all.indexOf(field) + step];
  if (next) next.focus(); else if (step > 0) add().querySelector('select').focus();
}

function column(field, step) {
  const row = step > 0 ? field.closest('tr').nextElementSibling : field.closest('tr').previousElementSibling;
  row?.querySelector(`[name="${field.name}"]`)?.focus();
}

body.addEventListener('keydown', event => {
  const field = event.target;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(form.querySelector('[data-post]')); return; }
  if (event.ctrlKey && event.key.toLowerCase() === 'd') {
    event.preventDefault();
    const above = field.closest('tr').previousElementSibling?.querySelector(`[name="${field.name}"]`);
    if (above) { field.value = above.value; field.dispatchEvent(new Event('input', { bubbles: true })); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter') { event.preventDefault(); neighbour(field, 1); return; }
  if (field.tagName !== 'INPUT') return;
  if (event.key === 'ArrowDown') { event.preventDefault(); column(field, 1); }
  if (event.key === 'ArrowUp') { event.preventDefault(); column(field, -1); }
  if (event.key === 'b' && field.value === '' && ['debit', 'credit'].includes(field.name)) { event.preventDefault(); balance(field); }
});

// Amounts read the same once the field is left.
body.addEventListener('focusout', event => {
  if (!['debit', 'credit'].includes(event.target.name)) return;
  const units = minor(event.target.value);
  if (units && event.target.value.trim() !== '') event.target.value = written(units);
});

number();
judge();
