/** How the bytes of a text file are to be read. `utf-8` also covers plain ASCII. */
export const encodings = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** The part of the platform's `TextDecoder` that is used here; Node and every browser have it. */
export interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

// The library compiles without the DOM's types, so the one platform class it needs is declared where it is used.
declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => Decoder;

/**
 * A streaming decoder: a character cut by a chunk's end is held back until its other bytes come. A byte-order mark is
 * dropped. Bytes that the encoding does not know become U+FFFD, which the record reader reports.
 */
export function decoderFor(encoding: Encoding): Decoder {
  return new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding);
}

/** Whether the bytes are valid UTF-8; a character cut off by the end of the sample does not count against them. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
