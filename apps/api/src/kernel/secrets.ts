import { createHash } from 'node:crypto';

/**
 * What is kept of a secret that opens something: of a link to a form, of a key for scripts. Both are 256 random bits that
 * a browser made, so that a plain hash cannot be guessed backwards, and is the same wherever it is computed.
 */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
