// Finds things the way a person names them. Evaluated by the debugger, so the page's policy does not matter.
(() => {
  const LEFT_OUT = 'kbd, svg, template, script, style, [aria-hidden="true"], [role="tooltip"], .opt, .hint, .err, .count';
  const squeeze = text => text.replace(/\s+/g, ' ').trim();
  const scope = () => [...document.querySelectorAll('dialog[open]')].at(-1) || document.body;
  const shown = one => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0;

  function words(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return '';
    return [...node.childNodes].map(words).join('');
  }

  function named(one) {
    const by = one.getAttribute('aria-labelledby');
    return squeeze(one.getAttribute('aria-label') || (by && document.getElementById(by)?.textContent) || words(one));
  }

  function pressable(name) {
    const all = scope().querySelectorAll('a[href], button, summary, label.check, [role="option"]');
    const fits = [...all].filter(one => named(one) === name && shown(one));
    if (fits.length) return fits;
    // A choice or a row may carry more after its name.
    return [...all].filter(one => one.matches('label.check, a.inv') && named(one).startsWith(name) && shown(one));
  }

  function field(label) {
    const labels = [...scope().querySelectorAll('label')].filter(one => squeeze(words(one)) === label);
    const direct = [...scope().querySelectorAll('input[aria-label], select[aria-label], textarea[aria-label]')];
    const controls = [...labels.map(one => one.control), ...direct.filter(one => one.getAttribute('aria-label') === label)];
    return controls.find(one => one && shown(one));
  }

  function point(one) {
    one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = one.getClientRects()[0];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    if (top && (one.contains(top) || top.contains(one))) return { x, y };
    return { why: `it is covered by <${top?.tagName} class="${top?.className}">` };
  }

  function change(control, value) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value').set.call(control, value);
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }

  return {
    press(name) {
      const found = pressable(name);
      return found.length ? point(found[0]) : { why: 'nothing pressable has that name' };
    },
    over(text) {
      const found = [...scope().querySelectorAll('tbody tr, li')].find(one => one.innerText.includes(text) && shown(one));
      return found ? point(found) : { why: 'no row has that text' };
    },
    // Focuses a field with all its text selected. Dates are set at once: their typing depends on the locale.
    take(label, value) {
      const control = field(label);
      if (!control) return { why: 'no field has that label' };
      if (control.disabled) return { why: 'the field is disabled' };
      control.focus();
      if (control.type === 'date') { change(control, value); return { done: true }; }
      control.select?.();
      return { done: false };
    },
    choose(label, option) {
      const control = field(label);
      if (!control) return { why: 'no field has that label' };
      const found = [...control.options].find(one => squeeze(one.text) === option) || [...control.options].find(one => squeeze(one.text).startsWith(option));
      if (!found) return { why: `it offers ${[...control.options].map(one => one.text).join(' | ')}` };
      control.focus();
      change(control, found.value);
      return { done: true };
    },
    value(label) {
      const control = field(label);
      if (!control) return null;
      return control.tagName === 'SELECT' ? squeeze(control.selectedOptions[0]?.text || '') : control.value;
    },
    focused(name) {
      return named(document.activeElement) === name;
    },
    has(label) {
      return Boolean(field(label));
    },
    heading(text) {
      return [...scope().querySelectorAll('h1, h2')].some(one => shown(one) && squeeze(words(one)) === text);
    },
    says(text) {
      return squeeze(document.body.innerText).toLowerCase().includes(squeeze(text).toLowerCase());
    },
    // Remembers when the text of an element first fits; survives nothing but the page itself.
    watch(selector, wanted) {
      const fits = () => {
        const text = squeeze(document.querySelector(selector)?.innerText || '');
        return wanted === '' ? text === '' : text.includes(wanted);
      };
      window.watched = fits() ? -1 : 0;
      new MutationObserver((_, observer) => {
        if (!window.watched && fits()) { window.watched = Date.now(); observer.disconnect(); }
      }).observe(document, { subtree: true, childList: true, characterData: true });
      return true;
    },
  };
})()
