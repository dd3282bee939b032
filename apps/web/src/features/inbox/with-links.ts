/** A piece of a mail's text; with the address that it leads to, where it is one. */
export interface TextPiece {
  /** Where in the text it begins. */
  at: number;
  words: string;
  url: string | null;
}

/** A text in pieces, with the addresses of the web in it as links. */
export function withLinks(text: string): TextPiece[] {
  let at = 0;
  return text
    .split(/(https?:\/\/[^\s]+)/)
    .map((words, index) => {
      const piece = { at, words, url: index % 2 === 1 ? words : null };
      at += words.length;
      return piece;
    })
    .filter(({ words }) => words !== '');
}
