import type { PlaceSource } from '@throughline/source-files/mapping/mapping';
import type { CodeSystem, PlaceKind } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import type { WriteTransaction } from '../../../writes/write-transaction.ts';
import { Place } from '../../places/place.entity.ts';
import { putCode } from '../../places/place-label.service.ts';
import type { LabelBook } from '../checks/label-book.ts';
import { isSaidToBeAnother } from '../checks/label-tally.ts';
import { parentKindOf } from '../checks/place-book.ts';
import type { Import } from '../import.entity.ts';
import * as sql from './import-commit.sql.ts';

/** A place that the staged rows tell of and the partnership does not know. */
interface StagedPlace {
  key: string;
  label: string;
  code: string | null;
  kind: PlaceKind | null;
  parentLabel: string | null;
  parentCode: string | null;
}

interface NewPlace {
  id: string;
  name: string;
  kind: PlaceKind;
  parentId: string | null;
}

/** In which system a state numbers places of a kind. */
const systemOfKind: Partial<Record<PlaceKind, CodeSystem>> = { district: 'state_district', school: 'state_school' };
const systemFor = (kind: PlaceKind): string => systemOfKind[kind] ?? 'state';

/** Adds the places that the mapping asked to add, with kind, code and what they lie in, and gives their ids to the staged rows. */
export async function addPlaces(tx: WriteTransaction, { id, mapping }: Import, book: LabelBook): Promise<void> {
  const ids = [tx.partnershipId, id];
  const staged = await tx.rows<StagedPlace>(sql.findPlacesToAdd, ids);
  if (staged.length === 0 || mapping === null) return;
  const adding = new Adding(mapping.place, book);
  const rows = staged.map((place) => ({ key: place.key, id: adding.place(place) }));
  adding.putUnderTotal();
  tx.insertMany(Place, adding.added);
  for (const code of adding.codes) putCode(tx, code);
  await tx.rows(sql.placeStaged, [...ids, JSON.stringify(rows)]);
}

/** Kinds of places that hold all others of a file, the widest first. */
const wide: readonly PlaceKind[] = ['nation', 'state', 'region', 'county'];
/** Whether a place of one kind may lie in the place of all others: a nation lies in no state. */
const isNarrower = (kind: PlaceKind, total: PlaceKind): boolean =>
  !wide.includes(kind) || wide.indexOf(kind) > wide.indexOf(total) || !wide.includes(total);

const keyOf = (kind: PlaceKind, label: string | null, code: string | null): string =>
  `${kind}\u001f${code ?? (label ?? '').toLowerCase()}`;

class Adding {
  readonly added: NewPlace[] = [];
  readonly codes: { placeId: string; system: string; code: string }[] = [];
  readonly #taken = new Set<string>();
  readonly #parents = new Map<string, string>();
  #totalId: string | null = null;

  constructor(
    private readonly source: PlaceSource,
    private readonly book: LabelBook,
  ) {}

  /** The id of a place that is added, or that another import has added since the check. */
  place({ label, code, kind: rowKind, parentLabel, parentCode }: StagedPlace): string {
    const { source } = this;
    const wanted = { label, code, kind: rowKind, parentLabel, parentCode };
    const known = isSaidToBeAnother(source, wanted) ? undefined : this.book.place(wanted, source).id;
    if (known !== undefined) return known;
    const kind = rowKind ?? source.kind ?? 'district';
    const parentId = this.#parent(parentLabel, parentCode, kind);
    const enclosing = this.#encloses(kind, parentId) ? keyOf(kind, label, this.#hasCodesOf(kind) ? code : null) : null;
    const there = enclosing === null ? undefined : this.#parents.get(enclosing);
    if (there !== undefined) {
      // It was added for what lies in it, whose rows do not say where it lies itself.
      for (const place of this.added)
        if (place.id === there) {
          place.parentId ??= parentId;
          // Those in it may say an abbreviation; its own rows say its name.
          place.name = label;
        }
      return there;
    }
    const isTotal = source.total !== undefined && label === source.total.name && kind === source.total.kind;
    const id = this.#add({ id: uuidv7(), name: label, kind, parentId });
    if (isTotal) this.#totalId = id;
    // Others of the file lie in this one, whichever of them comes first.
    if (enclosing !== null) this.#parents.set(enclosing, id);
    if (code !== null) this.#code(id, source.codeSystem ?? systemFor(kind), code);
    return id;
  }

  /** Those that lie in nothing yet lie in the place of all others. */
  putUnderTotal(): void {
    const { total } = this.source;
    if (total === undefined || total.name === '') return;
    const known = { label: total.name, code: null, kind: total.kind, parentLabel: null, parentCode: null };
    const totalId = this.#totalId ?? this.book.place(known, this.source).id;
    if (totalId === undefined) return;
    for (const place of this.added)
      if (place.parentId === null && place.id !== totalId && isNarrower(place.kind, total.kind))
        place.parentId = totalId;
  }

  /** Whether others of the file may lie in a place of this kind. */
  #encloses(kind: PlaceKind, parentId: string | null): boolean {
    const { outer } = this.source;
    if (outer !== undefined && kind === (outer.kind ?? 'region')) return true;
    return kind === parentKindOf(this.source) && (parentId === null || outer !== undefined);
  }

  /** Whether the rows of places within one of this kind say its code, and not its name alone. */
  #hasCodesOf(kind: PlaceKind): boolean {
    const { parent, outer } = this.source;
    const around = kind === parentKindOf(this.source) ? parent : outer;
    return around?.codeColumn !== undefined;
  }

  /** What a place of a kind lies in. */
  #parent(label: string | null, code: string | null, inner: PlaceKind): string | null {
    if (label === null && code === null) return null;
    const kind = parentKindOf(this.source, inner);
    const key = keyOf(kind, label, code);
    const wanted = { label, code, kind, parentLabel: null, parentCode: null };
    const found = this.#parents.get(key) ?? this.book.place(wanted, this.source).id;
    const id = found ?? this.#add({ id: uuidv7(), name: label ?? code ?? '', kind, parentId: null });
    if (found === undefined && code !== null) this.#code(id, systemFor(kind), code);
    this.#parents.set(key, id);
    return id;
  }

  #add(place: NewPlace): string {
    this.added.push(place);
    return place.id;
  }

  /** A code that another place has in that system is left to a person. */
  #code(placeId: string, system: string, code: string): void {
    const key = `${system}\u001f${code}`;
    if (this.#taken.has(key) || this.book.hasCode(system, code)) return;
    this.#taken.add(key);
    this.codes.push({ placeId, system, code });
  }
}
