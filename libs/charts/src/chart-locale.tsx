import type english from './i18n/en.json';

/** The charts' texts in one language. */
export type ChartTexts = typeof english;

/** The keys of texts, plural forms counted as one. */
type KeysOf<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Singular<Key> : `${Key}.${KeysOf<Texts[Key]>}`;
}[keyof Texts & string];
type Singular<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key;

/** The key of a text of the charts; each stands in `i18n/en.json` and `i18n/es.json`. */
export type ChartText = KeysOf<ChartTexts>;

/**
 * The reader's language: how numbers and dates are written, and the texts of the namespace `charts`. The texts are
 * translated by who draws the chart, as every other text of a screen is; `plain-locale.tsx` has both languages for who
 * has no translator.
 */
export type ChartLocale = {
  /** Spanish as it is written in the United States, where the decimal mark is a point. */
  tag: 'en-US' | 'es-US';
  t: (key: ChartText, params?: Record<string, string | number>) => string;
};
