// Opens the app with no network, so that a test can be logged where there is none.
// Code has its hash in its name and is taken from the cache; the page itself comes from the network when there is one.
// Answers of the server are never kept here: what a person may see is the server's to say, each time.
const cacheName = 'throughline-app';
const mostEntries = 200;
const isPage = (path) => path === '/' || path === '/sign-in' || path.startsWith('/p/');
const isStatic = (path) => path === '/icon.svg' || path === '/color-scheme.js';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(['/', '/icon.svg', '/color-scheme.js']))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function fromCacheFirst(request) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    const keys = await cache.keys();
    const code = keys.filter((key) => new URL(key.url).pathname.startsWith('/assets/'));
    await Promise.all(code.slice(0, Math.max(0, code.length - mostEntries)).map((key) => cache.delete(key)));
  }
  return response;
}

async function fromNetworkFirst(request, keptAs) {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(keptAs, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(keptAs);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(fromNetworkFirst(request, '/'));
  else if (isStatic(pathname)) event.respondWith(fromNetworkFirst(request, pathname));
});
