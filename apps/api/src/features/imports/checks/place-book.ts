import type { PlaceSource } from '@throughline/source-files/mapping/mapping';
import type { PlaceKind } from '@throughline/domain/vocabulary';
import type { LabelFinder } from '../files/import-label.entity.ts';
import { contains, leastAlike, likeness } from './place-likeness.ts';

/** A name (rank 2), a code (1; the label is its system) or a label that a person mapped (0) of a place. */
export interface PlaceRow {
  id: string;
  label: string | null;
  code: string | null;
  kind: PlaceKind | null;
  parentId: string | null;
  version: number | null;
  isRetired: boolean | null;
  rank: number;
}

/** A place as a row of a file names it. */
export interface WantedPlace {
  label: string | null;
  code: string | null;
  kind: PlaceKind | null;
  parentLabel: string | null;
  parentCode: string | null;
}

export const placeDoubts = ['zeros', 'ending', 'kind', 'name', 'several', 'within', 'retired'] as const;
/**
 * Why it is not clear which place is meant: a code that is like one of ours but for leading zeros, one of that name whose
 * code ends as the file's, a place of ours of another kind, one with that code and quite another name, several of that name, one with that code that lies in another
 * place, or one that is retired and takes no new numbers.
 */
export type PlaceDoubt = (typeof placeDoubts)[number];

/** What is known of a wanted place. Without an id and a doubt it is one that nobody knows. */
export interface FoundPlace {
  id?: string;
  /** By what it was found. */
  finder?: LabelFinder;
  doubt?: PlaceDoubt;
  /** The place of ours that it may be. */
  likelyId?: string;
}

/**
 * Under what a person's answer about a place is remembered: its name, with its code or else with what it lies in where
 * the file tells. Places of one name are so told apart.
 */
export const answerKey = ({ label, code, parentLabel, parentCode }: Omit<WantedPlace, 'kind'>): string =>
  [...new Set([label, code ?? parentCode ?? parentLabel])].filter((part) => part !== null).join(' · ');

interface Known {
  version: number;
  name: string;
  kind: PlaceKind;
  parentId: string | null;
  names: string[];
  codes: string[];
}

const keyOf = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase();
const codeOf = (code: string): string => code.trim().toLowerCase();
/** Leading zeros are lost in spreadsheets. */
const withoutZeros = (code: string): string => codeOf(code).replace(/^0+(?=.)/, '');

/** The last part of a code, where the other is that part: school numbers within their district's. */
function endsAs(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.length >= fewestInEnding && long.length > short.length && long.endsWith(short);
}
const fewestInEnding = 3;

const likelyIn = ([id, ...others]: readonly string[]): { likelyId?: string } =>
  id === undefined || others.length > 0 ? {} : { likelyId: id };

const push = (map: Map<string, string[]>, key: string, id: string): void => {
  const ids = map.get(key) ?? [];
  if (!ids.includes(id)) map.set(key, [...ids, id]);
};

/** The kind of what a file's places lie in; those that enclose others may lie in further ones themselves. */
export function parentKindOf({ parent, outer }: PlaceSource, kind: PlaceKind | null = null): PlaceKind {
  const around = parent?.kind ?? 'county';
  return outer !== undefined && kind === around ? (outer.kind ?? 'region') : around;
}

/** The partnership's places by what files say of them: those in use, or those that are retired. */
export class PlaceBook {
  readonly #known = new Map<string, Known>();
  readonly #names = new Map<string, string[]>();
  readonly #mapped = new Map<string, string>();
  readonly #codes = new Map<string, string[]>();
  readonly #bareCodes = new Map<string, string[]>();

  /** Names come first, then codes, then mapped labels. */
  add({ id, label, code, kind, parentId, version, rank }: PlaceRow): void {
    if (rank === 2 && label !== null && kind !== null)
      this.#known.set(id, { version: version ?? 0, name: label, kind, parentId, names: [label], codes: [] });
    const known = this.#known.get(id);
    if (known === undefined) return;
    if (code !== null) {
      known.codes.push(codeOf(code));
      push(this.#codes, codeOf(code), id);
      push(this.#bareCodes, withoutZeros(code), id);
      return;
    }
    if (label === null) return;
    known.names.push(label);
    if (rank === 0) this.#mapped.set(keyOf(label), id);
    push(this.#names, keyOf(label), id);
  }

  /** Whether it holds this place. */
  has(id: string): boolean {
    return this.#known.has(id);
  }

  /**
   * A label or code that a person pointed at a place means it; else the code says which one, else the name where it lies.
   * @param parentKind the kind of what the row's place lies in: a county tells nothing against a district
   */
  find(wanted: WantedPlace, parentKind: PlaceKind): FoundPlace {
    const { label, code } = wanted;
    // A file of our own making names places by our ids.
    if (code !== null && this.#known.has(code)) return { id: code, finder: 'code' };
    const mappedId =
      this.#mapped.get(keyOf(answerKey(wanted))) ?? (code === null ? undefined : this.#mapped.get(keyOf(code)));
    if (mappedId !== undefined) return { id: mappedId, finder: 'person' };
    return (
      (code === null ? null : this.#byCode(wanted, code, parentKind)) ??
      (label === null ? {} : this.#byName(wanted, label))
    );
  }

  /**
   * Whether a place of ours may be offered for one that nobody knows: none of another kind, in another district, or with
   * a code of its own that the file's is no part of. Where the row says in what it lies, a place there may have any code.
   */
  mayBe(id: string, wanted: WantedPlace, parentKind: PlaceKind): boolean {
    const known = this.#known.get(id);
    if (known === undefined || (wanted.kind !== null && known.kind !== wanted.kind)) return false;
    if (this.#liesElsewhere(id, wanted, parentKind)) return false;
    const code = wanted.code === null ? null : codeOf(wanted.code);
    const isOfCode = code === null || known.codes.length === 0 || known.codes.some((own) => endsAs(own, code));
    return isOfCode || this.#nearWhere([id], wanted).length > 0;
  }

  /** Whether a place of ours is known to lie where the row says. */
  liesThere(id: string, wanted: WantedPlace): boolean {
    return (this.#known.get(id)?.parentId ?? null) !== null && this.#saysWhere(wanted) && this.#liesWhere(id, wanted);
  }

  #saysWhere({ parentLabel, parentCode }: Pick<WantedPlace, 'parentLabel' | 'parentCode'>): boolean {
    return parentLabel !== null || parentCode !== null;
  }

  /** The version of a place that is in use. */
  versionOf(id: string): number | null {
    return this.#known.get(id)?.version ?? null;
  }

  #byCode(wanted: WantedPlace, code: string, parentKind: PlaceKind): FoundPlace | null {
    const ids = this.#fitting(this.#codes.get(codeOf(code)) ?? [], wanted);
    const mapped = wanted.label === null ? undefined : this.#mapped.get(keyOf(wanted.label));
    const [id] = ids;
    if (id === undefined) {
      const [bare] = this.#fitting(this.#bareCodes.get(withoutZeros(code)) ?? [], wanted);
      if (bare === undefined) return null;
      return mapped === bare ? { id: bare, finder: 'person' } : { doubt: 'zeros', likelyId: bare };
    }
    if (mapped !== undefined && ids.includes(mapped)) return { id: mapped, finder: 'person' };
    if (ids.length > 1) return this.#byName(wanted, wanted.label ?? '', ids);
    const known = this.#known.get(id);
    if (wanted.kind !== null && known?.kind !== wanted.kind) return { doubt: 'kind', likelyId: id };
    if (wanted.label !== null && !this.#isAlike(id, wanted.label)) return { doubt: 'name', likelyId: id };
    return this.#liesElsewhere(id, wanted, parentKind) ? { doubt: 'within', likelyId: id } : { id, finder: 'code' };
  }

  /** Whether the place lies in another place of the kind that the row names. */
  #liesElsewhere(id: string, wanted: WantedPlace, parentKind: PlaceKind): boolean {
    const parentId = this.#known.get(id)?.parentId ?? null;
    if (parentId === null || this.#known.get(parentId)?.kind !== parentKind || this.#liesWhere(id, wanted))
      return false;
    return wanted.parentLabel === null || !this.#isAlike(parentId, wanted.parentLabel);
  }

  #byName(wanted: WantedPlace, label: string, among?: readonly string[]): FoundPlace {
    const mapped = this.#mapped.get(keyOf(label));
    const all = (this.#names.get(keyOf(label)) ?? []).filter((id) => among?.includes(id) ?? true);
    const within = all.filter((id) => this.#liesWhere(id, wanted));
    const named = mapped !== undefined && within.includes(mapped) ? [mapped] : within;
    // The end of a code says more than a name that another one without a code has as well.
    if (mapped === undefined && !among && named.length > 0) {
      const byEnding = this.#byEnding(wanted, all);
      if (byEnding.doubt !== undefined) return byEnding;
    }
    // One that has a code of its own is not the one that comes with another code, unless a person said so.
    const ids = named.filter(
      (id) => id === mapped || wanted.code === null || among || !this.#known.get(id)?.codes.length,
    );
    const [id] = ids;
    if (id === undefined) return this.#byEnding(wanted, all);
    // None of several is likelier than the others, unless it alone lies where the row says: one tap must not send
    // numbers to the wrong one.
    if (ids.length > 1) return { doubt: 'several', ...likelyIn(this.#nearWhere(ids, wanted)) };
    if (id !== mapped && wanted.kind !== null && this.#known.get(id)?.kind !== wanted.kind)
      return { doubt: 'kind', likelyId: id };
    return { id, finder: id === mapped ? 'person' : 'name' };
  }

  /**
   * Of places of one name with other codes, the only one whose code ends as the file's does ("19401-2201" and "2201") or,
   * where none or several do, the only one that lies where the row says. It is asked about and never taken.
   */
  #byEnding({ code, ...wanted }: WantedPlace, ids: readonly string[]): FoundPlace {
    if (code === null) return {};
    const ending = ids.filter((id) => this.#known.get(id)?.codes.some((own) => endsAs(own, codeOf(code))));
    if (ending.length === 0) return {};
    const row = { ...wanted, code };
    const near = this.#nearWhere(ids, row);
    // A code that ends alike in one district and the name in another say two things: neither is offered.
    if (near.length > 0 && !near.some((id) => ending.includes(id))) return { doubt: 'several' };
    const likely = ending.length === 1 ? ending : this.#nearWhere(ending, row);
    return { doubt: ending.length === 1 ? 'ending' : 'several', ...likelyIn(likely) };
  }

  /** Those whose enclosing place is called like the row's. */
  #nearWhere(ids: readonly string[], { parentLabel }: WantedPlace): readonly string[] {
    if (parentLabel === null) return [];
    return ids.filter((id) => {
      const parentId = this.#known.get(id)?.parentId ?? null;
      return parentId !== null && this.#isAlike(parentId, parentLabel);
    });
  }

  /** Of several places, those of the wanted kind where there are any. */
  #fitting(ids: readonly string[], { kind }: WantedPlace): readonly string[] {
    const fitting = kind === null ? [] : ids.filter((id) => this.#known.get(id)?.kind === kind);
    return fitting.length > 0 ? fitting : ids;
  }

  #isAlike(id: string, label: string): boolean {
    const names = this.#known.get(id)?.names ?? [];
    return names.some((name) => likeness(name, label) >= leastAlike || contains(name, label));
  }

  /** Whether the place lies, as far as is known, where the row says. */
  #liesWhere(id: string, { parentLabel, parentCode }: WantedPlace): boolean {
    const parentId = this.#known.get(id)?.parentId ?? null;
    if (parentId === null || !this.#saysWhere({ parentLabel, parentCode })) return true;
    const isCode = parentCode !== null && (this.#codes.get(codeOf(parentCode))?.includes(parentId) ?? false);
    return isCode || (parentLabel !== null && (this.#names.get(keyOf(parentLabel))?.includes(parentId) ?? false));
  }
}
