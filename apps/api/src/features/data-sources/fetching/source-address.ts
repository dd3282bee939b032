import { isIP } from 'node:net';

/** The host of an address that a file may be fetched from, in lower case; null where it is none. */
export function hostToFetch(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, port, hostname } = new URL(address);
  // `new URL` writes every spelling of an IPv4 address as four numbers, and of IPv6 between brackets.
  const isName = isIP(hostname) === 0 && !hostname.startsWith('[') && hostname.includes('.') && !hostname.endsWith('.');
  return protocol === 'https:' && username + password + port === '' && isName ? hostname : null;
}

/** Whether an address is one that a file may be fetched from: https, a host by its name, the usual port, no password. */
export const isSourceAddress = (address: string): boolean => hostToFetch(address) !== null;
