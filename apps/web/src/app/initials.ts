/** The first letters of the first and the last name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  // A word is taken by its letters as people count them; one without any, such as an emoji, gives none.
  const first = (word = ''): string => /\p{L}\p{M}*/u.exec(word)?.[0] ?? '';
  const named = words.filter((word) => first(word) !== '');
  return first(named[0]) + (named.length > 1 ? first(named.at(-1)) : '');
}
