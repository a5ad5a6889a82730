// Theme and row height, before the first paint: the one script that blocks, so that nothing flashes.
// Promises: the choice is kept on this device and shared by all tabs. Never: talks to the server.
(() => {
  'use strict';
  const root = document.documentElement;
  const read = name => { try { return localStorage.getItem(name); } catch { return null; } };
  const write = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private mode: for this page only */ } };
  const apply = (name, value, allowed) => { if (allowed.includes(value)) root.dataset[name] = value; else delete root.dataset[name]; };
  const refresh = () => {
    apply('theme', read('theme'), ['light', 'dark']);
    apply('density', read('density'), ['comfortable']);
  };

  root.classList.remove('no-js');
  refresh();
  addEventListener('storage', refresh);
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-theme-toggle],[data-density-toggle]');
    if (!button) return;
    if ('themeToggle' in button.dataset) {
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      write('theme', dark ? 'light' : 'dark');
    } else {
      write('density', root.dataset.density === 'comfortable' ? '' : 'comfortable');
    }
    refresh();
  });
})();
