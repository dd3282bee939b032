import { newSecret } from '../../shared/device/secret.ts';

/** A key for scripts and the hash of it that the server keeps. */
export interface ReadKeySecret {
  key: string;
  keyHash: string;
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * A new key: 256 random bits in letters that need no escaping anywhere. It is made here, so that the server never sees it.
 * @throws TypeError where the page did not come over a secure connection: browsers compute no hash there.
 */
export async function makeReadKey(): Promise<ReadKeySecret> {
  const key = `tl_${newSecret()}`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return { key, keyHash: hex(new Uint8Array(digest)) };
}
