// Opens the app with no network, so that a test can be logged where there is none.
// Code has its hash in its name and is taken from the cache; the page itself comes from the network when there is one.
// Answers of the server are not kept here: the app keeps what each account saw, and forgets it when they sign out.
const cacheName = 'throughline-app';
const mostEntries = 200;
const patienceMs = 4_000;
const isPage = (path) => path === '/' || path === '/sign-in' || path === '/answer' || path.startsWith('/p/');
const isStatic = (path) => path === '/icon.svg' || path === '/start.js';
const isCode = (path) => path.startsWith('/assets/');

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(['/', '/icon.svg', '/start.js']))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// The app says when its first screen is done; then what must open with no network is fetched, one file at a time.
// What the browser has already comes from its own cache.
self.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keepForOffline());
});

async function keepForOffline() {
  const cache = await caches.open(cacheName);
  const response = await fetch('/offline-files.json', { cache: 'no-cache' });
  if (!response.ok) return;
  for (const file of await response.json()) {
    if (!(await cache.match(file))) await cache.add(file);
  }
  await cache.put('/offline-files.json', new Response('kept'));
}

async function fromCacheFirst(request) {
  const cache = await caches.open(cacheName);
  const cached = await cache.match(request);
  if (cached) return cached;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    const keys = await cache.keys();
    const code = keys.filter((key) => isCode(new URL(key.url).pathname));
    await Promise.all(code.slice(0, Math.max(0, code.length - mostEntries)).map((key) => cache.delete(key)));
  }
  return response;
}

async function fromNetworkFirst(request, keptAs) {
  const cache = await caches.open(cacheName);
  const cached = await cache.match(keptAs);
  const fetched = fetch(request).then(async (response) => {
    if (response.ok) await cache.put(keptAs, response.clone());
    return response;
  });
  if (!cached) return fetched;
  // A line that neither answers nor fails must not hold the app back.
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs, cached));
  return Promise.race([fetched, late]).catch(() => cached);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (isCode(pathname)) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(fromNetworkFirst(request, '/'));
  else if (isStatic(pathname)) event.respondWith(fromNetworkFirst(request, pathname));
});
