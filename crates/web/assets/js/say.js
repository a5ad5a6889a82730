// One sentence for people who listen instead of look.
export function say(text) {
  const region = document.getElementById('announce');
  if (!region) return;
  region.textContent = '';
  requestAnimationFrame(() => { region.textContent = text; });
}
