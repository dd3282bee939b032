import { constants } from 'node:zlib';
import type { FastifyCompressOptions } from '@fastify/compress';

/** What gains by it: data and text. Scripts and styles are compressed when the client is built. */
const compressible = /^(application\/(graphql-response\+)?json|text\/(csv|html|plain|tab-separated-values))\b/;

/**
 * How answers are compressed on the way: those over 1 kB, quickly rather than as small as can be.
 *
 * The length of a compressed answer tells whether a guess that it repeats is in it. So what holds a secret stays as it
 * is (`/api/auth`, see `auth-routes.ts`), and no other answer repeats a cookie, a token or a password. The event
 * stream writes to the socket itself and passes by.
 */
export const compression: FastifyCompressOptions = {
  threshold: 1_024,
  encodings: ['br', 'gzip'],
  customTypes: compressible,
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  zlibOptions: { level: 6 },
  // A small body could unpack to one without end.
  globalDecompression: false,
};
