/** Escapes of characters that need none (RFC 3986, unreserved). */
const needless = /%(?:2[de]|3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])/gi;

/**
 * A request's address in its one plain spelling: path and question, with no host, no needless escape and no dots that
 * lead up or nowhere. What is asked of an address before its route is found, such as how often it may be called, must be asked of
 * what the route will see: `http://other/graphql`, `/x/../graphql` and `/%67raphql` are all `/graphql`.
 */
export function plainAddress(address: string): string {
  const spelt = address.replaceAll(needless, (code) => decodeURIComponent(code));
  // Two slashes at the beginning would be a host.
  const whole = spelt.startsWith('/') ? `http://host${spelt}` : spelt;
  if (!URL.canParse(whole)) return address;
  const { pathname, search } = new URL(whole);
  return `${pathname}${search}`;
}
