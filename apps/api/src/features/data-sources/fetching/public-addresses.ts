import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** What is no public IPv4 address (IANA IPv4 Special-Purpose Address Registry, and multicast). */
const specialIPv4 = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  specialIPv4.addSubnet(net, prefix, 'ipv4');
}

/** Of IPv6 only what is given out as unicast is open: all else is private, mapped, translated or not yet in use. */
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');

/** What lies in it and still leads elsewhere: protocols (Teredo among them), documentation, 6to4. */
const specialIPv6 = new BlockList();
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const) {
  specialIPv6.addSubnet(net, prefix, 'ipv6');
}

/** Whether an IP address is one of the public internet: not private, loopback, link-local, shared, reserved or translated. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !specialIPv4.check(address, 'ipv4');
  return (
    isIPv6(address) && !address.includes('%') && unicast.check(address, 'ipv6') && !specialIPv6.check(address, 'ipv6')
  );
}
