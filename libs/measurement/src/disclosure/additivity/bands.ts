/** Ages or grades from `least` to `most`, both within; `most` is Infinity for "65 and over". */
export interface Band {
  /** Bands of two units say nothing of each other. */
  readonly unit: 'grade' | 'other';
  readonly least: number;
  readonly most: number;
}

type Range = Omit<Band, 'unit'>;

const patterns: readonly (readonly [RegExp, (found: RegExpExecArray) => Range])[] = [
  [/(\d{1,3})\s*(?:-|–|—|to|through)\s*(\d{1,3})/, ([, a, b]) => ({ least: Number(a), most: Number(b) })],
  [/(?:under|below|younger than|less than|<)\s*(\d{1,3})/, ([, a]) => ({ least: 0, most: Number(a) - 1 })],
  [
    /(\d{1,3})\s*(?:\+|and (?:over|older|above|up)|or (?:over|older|above|more))/,
    ([, a]) => ({ least: Number(a), most: Infinity }),
  ],
  [
    /(?:^|\bages?\s+|\bgrade\s+)(\d{1,3})(?:\s*(?:years?(?:\s+old)?|yrs?))?$/,
    ([, a]) => ({ least: Number(a), most: Number(a) }),
  ],
];

/** The ages or grades that a group's name says, or null. `Under 5` is 0 to 4, `65+` has no end. */
export function bandOf(label: string): Band | null {
  const text = label.trim().toLowerCase();
  const unit = /\bgrades?\b/.test(text) ? 'grade' : 'other';
  for (const [pattern, read] of patterns) {
    const found = pattern.exec(text);
    const range = found && read(found);
    if (range) return range.least <= range.most ? { unit, ...range } : null;
  }
  return null;
}

/** Whether a band lies in another one and is narrower. */
export const isWithin = (inner: Band, outer: Band): boolean =>
  inner.unit === outer.unit &&
  inner.least >= outer.least &&
  inner.most <= outer.most &&
  (inner.least > outer.least || inner.most < outer.most);

/** Ways to cover a band without a gap that are looked at. */
const mostTilings = 20;

/** Every way in which narrower bands make up a whole one; at most 20. */
export function tilingsOf<T extends Band>(whole: Band, bands: readonly T[]): T[][] {
  const inner = bands.filter((band) => isWithin(band, whole));
  const found: T[][] = [];
  const from = (least: number, chosen: T[]): void => {
    for (const band of inner) {
      if (found.length >= mostTilings) return;
      if (band.least !== least) continue;
      const tiling = [...chosen, band];
      if (band.most === whole.most) found.push(tiling);
      else from(band.most + 1, tiling);
    }
  };
  from(whole.least, []);
  return found;
}
