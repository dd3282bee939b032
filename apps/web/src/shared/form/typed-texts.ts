import type { Draft } from '../device/draft.ts';
import { type FieldWords, writtenValue } from '../device/field-words.ts';
import type { AboutDraft } from '../device/kept-drafts.ts';

type Words = FieldWords & { show?(value: unknown): string };

const isId = (text: string): boolean => /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(text);

/** A value as it is compared: undefined, null, an empty text and an empty list count as the same. */
const asText = (value: unknown): string => {
  const isNothing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return JSON.stringify(isNothing ? null : value);
};

/** Every text in a value whose field is not on the screen; nobody typed the ids. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' || isId(value) ? [] : [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsIn);
}

/** What somebody typed, field by field, as people read it. Unchanged fields are left out. */
export function typedTexts<V>(
  { value, base }: Draft<V>,
  wordsOf: (field: string) => Words | undefined,
): AboutDraft['texts'] {
  const before = base.value as Record<string, unknown>;
  return Object.entries(value as Record<string, unknown>).flatMap(([field, typed]) => {
    if (asText(typed) === asText(before[field])) return [];
    const words = wordsOf(field);
    if (words) return [{ label: words.label, text: words.show?.(typed) ?? writtenValue(words, typed) }];
    const texts = textsIn(typed);
    return texts.length > 0 ? [{ label: '', text: texts.join('\n') }] : [];
  });
}

/** The page that is open: its address inside the partnership, and what it is called. */
export function thisPage(): Pick<AboutDraft, 'path' | 'page'> {
  const { pathname, search } = window.location;
  const [page = ''] = document.title.split(' · Throughline');
  return { path: pathname.replace(/^\/p\/[^/]+/, '') + search, page };
}
