// Live updates: one stream per browser. The tab that holds the lock `live` listens to the server and tells
// the others over the channel `live`; a hint names a topic, and every tab fetches what it shows of it.
//
// Promises: after a gap everything is fetched again; focus never moves, and a list does not change under the
// pointer. Never: trusts a hint with facts, or goes on after the session has ended.
import { ask, isHtml, kinds, parse } from './fragments.js';
import { say } from './say.js';
import { localise } from './times.js';

const RETRY_MS = 1_000;
const RETRY_MAX_MS = 30_000;
const AFTER_END_MS = 150;

const url = document.body.dataset.liveUrl;
const channel = 'BroadcastChannel' in self && url ? new BroadcastChannel('live') : null;
let stopped = false;
let source = null;
let failures = 0;
let timer = 0;
let release = null; // gives up the lead

// ---- showing ----
const running = new Map(); // element -> asked again while on its way

function shown(topic) {
  return [...document.querySelectorAll('[data-live]')].filter(element => topic === null || element.dataset.live.split(' ').includes(topic));
}

function inUse(element) {
  if (element.contains(document.activeElement) && document.activeElement !== document.body) return true;
  return element.dataset.liveCalm !== undefined && element.matches(':hover');
}

// The keyboard's cursor stays on its row: the one that leads to the same page.
function carryCursor(element, fresh) {
  const url = element.querySelector('.cursor a')?.getAttribute('href');
  if (!url) return;
  const same = [...fresh.querySelectorAll('a')].find(link => link.getAttribute('href') === url);
  same?.closest('tr, li')?.classList.add('cursor');
}

function swap(element, fresh) {
  // An empty list that fills is another element: the page itself draws it.
  if (element.tagName !== fresh.tagName) {
    if (element.dataset.liveState !== fresh.dataset.liveState && !document.querySelector('dialog[open]')) location.reload();
    return;
  }
  localise(fresh);
  carryCursor(element, fresh);
  if (element.innerHTML === fresh.innerHTML) return;
  if (inUse(element)) {
    const later = () => setTimeout(() => {
      if (!element.isConnected) return;
      if (inUse(element)) return;
      element.removeEventListener('pointerleave', later);
      element.removeEventListener('focusout', later);
      refetch(element);
    });
    element.addEventListener('pointerleave', later);
    element.addEventListener('focusout', later);
    return;
  }
  element.replaceChildren(...[...fresh.childNodes].map(node => document.importNode(node, true)));
  element.querySelector('.count.live')?.setAttribute('data-bump', '');
  if (fresh.dataset.liveSay) say(fresh.dataset.liveSay);
}

async function refetch(element) {
  if (running.has(element)) { running.set(element, true); return; }
  running.set(element, false);
  try {
    const response = await ask(element.dataset.liveSrc, kinds.live, { cache: 'no-store' });
    if (response.status === 401) return stop();
    if (!response.ok || !isHtml(response) || response.redirected) return;
    const page = await parse(response);
    const fresh = (element.id && page.getElementById(element.id)) || page.body.firstElementChild;
    if (fresh && element.isConnected) swap(element, fresh);
  } catch { /* offline: the next connection fetches everything */
  } finally {
    const again = running.get(element);
    running.delete(element);
    if (again && !stopped) refetch(element);
  }
}

function refresh(topic) {
  if (!stopped) shown(topic).forEach(refetch);
}

// ---- telling ----
function tell(message) {
  channel?.postMessage(message);
  hear(message);
}

function hear(message) {
  if (message.stop) { stopped = true; disconnect(); release?.(); return; }
  if (message.hello) { if (release && source?.readyState !== EventSource.OPEN) again(0); return; }
  refresh(message.topic ?? null);
}

channel?.addEventListener('message', event => hear(event.data));

// ---- listening ----
function disconnect() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

function stop() {
  if (!stopped) tell({ stop: true });
}

function again(after) {
  disconnect();
  if (!stopped) timer = setTimeout(connect, after);
}

// An EventSource does not tell why it was refused; asking once does.
async function refused() {
  const abort = new AbortController();
  try {
    const response = await fetch(url, { credentials: 'same-origin', signal: abort.signal, headers: { Accept: 'text/event-stream' } });
    if (response.status === 401) return stop();
  } catch { /* no network: try later */
  } finally {
    abort.abort();
  }
  failures += 1;
  const wait = Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** Math.min(failures, 5));
  again(wait / 2 + Math.random() * wait / 2);
}

function connect() {
  disconnect();
  source = new EventSource(url);
  source.addEventListener('open', () => { failures = 0; tell({ topic: null }); });
  source.addEventListener('message', event => {
    try { tell({ topic: JSON.parse(event.data).topic }); } catch { tell({ topic: null }); }
  });
  source.addEventListener('end', () => again(AFTER_END_MS));
  source.addEventListener('error', () => { if (source?.readyState === EventSource.CLOSED) refused(); });
}

function lead() {
  if (stopped) return undefined;
  connect();
  return new Promise(resolve => { release = resolve; }); // held until this tab goes or the session ends
}

if (url && document.querySelector('[data-live]')) {
  if (channel && navigator.locks) {
    navigator.locks.request('live', lead);
    channel.postMessage({ hello: true }); // a page that loads shows that the server is there
  } else {
    connect();
  }
  addEventListener('online', () => { if (source) again(0); });
  addEventListener('pageshow', event => { if (event.persisted) refresh(null); });
}
