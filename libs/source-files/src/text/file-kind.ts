import { decoderFor, isUtf8 } from './decoding.ts';
import type { Encoding } from './decoding.ts';

/** Why a file cannot be read as a table, where that is seen at its beginning. */
export type FileFault =
  | 'FILE_EMPTY'
  | 'FILE_EXCEL'
  | 'FILE_OLD_EXCEL'
  | 'FILE_PROTECTED'
  | 'FILE_ODS'
  | 'FILE_ZIP'
  | 'FILE_GZIP'
  | 'FILE_PDF'
  | 'FILE_HTML'
  | 'FILE_XML'
  | 'FILE_JSON'
  | 'FILE_BINARY'
  | 'FILE_NO_COLUMNS'
  | 'FILE_NO_ROWS';

export type LineEnds = 'lf' | 'crlf' | 'cr' | 'mixed' | 'none';

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const latin1 = decoderFor('windows-1252');

/** "EncryptedPackage" in UTF-16: the name under which a workbook with a password lies in its wrapping. */
const encryptionMark = [...'EncryptedPackage'].map((letter) => `${letter}\0`).join('');

/**
 * Recognises files that are no text by their first bytes; null for what may be text.
 * @param bytes the beginning of the file; of an old Office file better all of it, as a password shows anywhere
 */
export function fileKind(bytes: Uint8Array): FileFault | null {
  if (bytes.length === 0) return 'FILE_EMPTY';
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const start = latin1.decode(bytes.subarray(0, 4096));
    if (start.includes('application/vnd.oasis.opendocument')) return 'FILE_ODS';
    return /xl\/|\[Content_Types\]/.test(start) ? 'FILE_EXCEL' : 'FILE_ZIP';
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return latin1.decode(bytes).includes(encryptionMark) ? 'FILE_PROTECTED' : 'FILE_OLD_EXCEL';
  }
  if (startsWith(bytes, [0x1f, 0x8b])) return 'FILE_GZIP';
  if (latin1.decode(bytes.subarray(0, 1024)).includes('%PDF-')) return 'FILE_PDF';
  return null;
}

/** Where NUL bytes stand tells UTF-16 without a mark from a file that is no text at all. */
function nulBytes(bytes: Uint8Array): { even: number; odd: number } {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  return { even, odd };
}

/** The encoding of the sample, or null when it is no text. */
export function sniffEncoding(bytes: Uint8Array): Encoding | null {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return 'utf-8-bom';
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const { even, odd } = nulBytes(bytes);
  const half = bytes.length / 2;
  if (odd > half * 0.3 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.3 && odd < half * 0.05) return 'utf-16be';
  if (even + odd > 0) return null;
  let controls = 0;
  for (const byte of bytes) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls += 1;
  if (controls > bytes.length * 0.05) return null;
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

export function markupKind(text: string): FileFault | null {
  const start = text.slice(0, 2048).trimStart().toLowerCase();
  if (/^(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|div|script|meta)\b/s.test(start)) return 'FILE_HTML';
  if (start.startsWith('<?xml') || /^<[a-z][\w:-]*[\s>]/.test(start))
    return start.includes('<html') ? 'FILE_HTML' : 'FILE_XML';
  if (/^(?:\{\s*["}]|\[\s*[[{])/.test(start)) return 'FILE_JSON';
  return null;
}

/** Which line ends the text has; a CR at the very end is left out, as an LF may follow it. */
export function sniffLineEnds(text: string): LineEnds {
  let crlf = 0;
  let cr = 0;
  let lf = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10) lf += 1;
    else if (code === 13 && text.charCodeAt(at + 1) === 10) {
      crlf += 1;
      at += 1;
    } else if (code === 13 && at + 1 < text.length) cr += 1;
  }
  const kinds = [crlf, cr, lf].filter((count) => count > 0).length;
  if (kinds === 0) return 'none';
  if (kinds > 1) return 'mixed';
  if (crlf > 0) return 'crlf';
  return cr > 0 ? 'cr' : 'lf';
}
