import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './public-addresses.ts';
import { hostToFetch, isSourceAddress } from './source-address.ts';

describe('addresses of the public internet', () => {
  it.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '172.15.0.1', '172.32.0.1', '2606:2800:220:1::1', '2a00:1450::1'])(
    '%s is one',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.8.9.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.7',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '127.1',
    'localhost',
    '',
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('addresses that a file may be fetched from', () => {
  it('are of https, with a host by its name', () => {
    expect(hostToFetch('https://Data.CT.gov/rows.csv?x=1')).toBe('data.ct.gov');
    expect(isSourceAddress('https://data.ct.gov:443/rows.csv')).toBe(true);
  });

  it.each([
    'http://data.ct.gov/rows.csv',
    'ftp://data.ct.gov/rows.csv',
    'file:///etc/passwd',
    'https://data.ct.gov:8443/rows.csv',
    'https://somebody@data.ct.gov/rows.csv',
    'https://somebody:secret@data.ct.gov/rows.csv',
    'https://127.0.0.1/rows.csv',
    'https://2130706433/rows.csv',
    'https://0x7f.1/rows.csv',
    'https://[::1]/rows.csv',
    'https://localhost/rows.csv',
    'https://data.ct.gov./rows.csv',
    'data.ct.gov/rows.csv',
    '',
  ])('%s is none', (address) => expect(isSourceAddress(address)).toBe(false));
});
