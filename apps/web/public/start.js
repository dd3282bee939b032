// What cannot wait for the app's code; a file of its own because the content security policy allows no inline script.

// The colour scheme before the first paint.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Storage can be closed to us; the system's preference then decides.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();

// Who is here: with the answer the first screen's data can be asked for (src/shared/session/who.ts takes it; a test compares the text).
window.throughlineWho = fetch('/graphql', {
  method: 'POST',
  credentials: 'same-origin',
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body: JSON.stringify({
    query:
      'query Me { me { account { id name email hasSecondFactor } memberships { partnershipId partnershipName partnershipSlug memberId role timeZone abilities needsSecondFactor } } }',
    variables: {},
  }),
});
window.throughlineWho.catch(() => undefined);
