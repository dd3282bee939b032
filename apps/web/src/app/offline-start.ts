import { routes } from './routes.ts';

/** What must open with no network even if it was never opened before. */
const neededOffline = ['/log'];

/**
 * Lets the app open with no network: registers the service worker, and once it is in charge loads the code of the
 * screens that people need where there is none. The texts of other screens and all answers stay out of it.
 */
export async function prepareOfflineStart(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await firstScreenDone();
  await navigator.serviceWorker.register('/service-worker.js');
  await navigator.serviceWorker.ready;
  // What the first visit loaded before the worker was in charge is asked for again, from the browser's own cache.
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const code = loaded.filter((name) => new URL(name).pathname.startsWith('/assets/'));
  await Promise.all(code.map((name) => fetch(name)));
  await Promise.all(routes.filter(({ path }) => neededOffline.includes(path)).map(({ screen }) => screen()));
}

/** Resolves when the page has loaded and nothing on it has been busy for a second: the line is the first screen's. */
async function firstScreenDone(): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise((go) => window.addEventListener('load', go, { once: true }));
  for (let quiet = 0; quiet < 4; quiet += 1) {
    await new Promise((go) => setTimeout(go, 250));
    if (document.querySelector('[aria-busy="true"]') !== null) quiet = -1;
  }
}
