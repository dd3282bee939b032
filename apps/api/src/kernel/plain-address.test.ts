import { describe, expect, it } from 'vitest';
import { plainAddress } from './plain-address.ts';

/** Other spellings of an address that lead to the same route. */
const hosts: ((address: string) => string)[] = [
  (address) => `http://elsewhere.example${address}`,
  (address) => `https://a:b@elsewhere.example:8${address}`,
];
const paths: ((address: string) => string)[] = [
  (address) => `/.${address}`,
  (address) => `/x/..${address}`,
  (address) => `/%2e%2E/x/%2e%2e${address}`,
  (address) => address.replace(/(?<!%|%.)[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (address) => address.replace(/\/(?=[^/]*$)/, '/./'),
];

describe('the plain spelling of an address', () => {
  it('is the same for every spelling, and for spellings of spellings', () => {
    for (const address of ['/graphql', '/api/auth/sign-in/email', '/events?after=1', '/']) {
      expect(plainAddress(address)).toBe(address);
      for (const one of paths)
        for (const other of [...paths, ...hosts]) expect(plainAddress(other(one(address)))).toBe(address);
    }
  });

  it('leaves what means something: a question, an escape that is needed, two slashes', () => {
    for (const address of ['/p/a%2Fb', '/x?back=%2Fp%2F..%2Fx', '//elsewhere.example/x', '/%E0%A4%A', '/Graphql'])
      expect(plainAddress(address)).toBe(address);
    expect(plainAddress('*')).toBe('*');
  });
});
