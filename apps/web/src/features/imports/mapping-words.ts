import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { ImportDetail } from './operations.ts';

/**
 * A mapping as a form holds it: each part is a field, so that two people who change different parts both keep theirs.
 * A part that the mapping does not use is null.
 */
export type MappingWords = {
  readonly [Part in keyof ImportMapping]-?: Exclude<ImportMapping[Part], undefined> | null;
};

/** For each label of a file that is not known yet, the id of ours that it means; empty for none. */
export type ChosenLabels = Readonly<Record<string, string>>;

/** The form of an import: its mapping, and what names that we do not know yet mean. */
export type ImportWords = MappingWords & { readonly places: ChosenLabels; readonly populations: ChosenLabels };

/** The parts of a mapping. */
export const mappingParts = [
  'version',
  'file',
  'period',
  'place',
  'population',
  'indicators',
  'wide',
  'fillDown',
  'sections',
  'marks',
  'blank',
  'skip',
  'otherRows',
  'duplicates',
  'provisional',
] as const satisfies readonly (keyof ImportMapping)[];

/** Takes a mapping apart for a form. */
export const takeApart = (mapping: ImportMapping): MappingWords =>
  Object.fromEntries(mappingParts.map((part) => [part, mapping[part] ?? null])) as MappingWords;

/**
 * What a form shows of an import; what was corrected when the file was looked at belongs to its mapping. An import
 * without a mapping has no parts: whoever is mapping it while somebody looks at the file anew keeps all of theirs.
 */
export const importWords = ({ mapping, seen }: Pick<ImportDetail, 'mapping' | 'seen'>): ImportWords => ({
  ...(mapping ? takeApart(mapping) : ({} as MappingWords)),
  places: {},
  populations: {},
  file: mapping?.file ?? seen.corrected ?? {},
});

/** Puts the mapping of a form together; null while there is none. */
export const putTogether = (words: Partial<MappingWords>): ImportMapping | null =>
  words.indicators
    ? // The parts that a mapping needs come with its indicators.
      (Object.fromEntries(
        mappingParts.flatMap((part) => (words[part] == null ? [] : [[part, words[part]]])),
      ) as unknown as ImportMapping)
    : null;
