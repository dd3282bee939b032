import { perspectives, sectors, type Perspective, type Sector } from './vocabulary.ts';

/** What an occupied seat brings to the table. */
export interface TakenSeat {
  /** The sector of the member's organization; null for somebody who speaks for none. */
  readonly sector: Sector | null;
  readonly perspective: Perspective;
}

/** Who is not at the table, in the vocabulary's order. */
export interface EmptyChairs {
  readonly sectors: readonly Sector[];
  readonly perspectives: readonly Perspective[];
}

/**
 * The sectors and perspectives that no seat brings. The backbone is left out: it serves the table, so that its absence
 * is no missing voice of the community.
 */
export function emptyChairs(seats: readonly TakenSeat[]): EmptyChairs {
  const taken = new Set<string | null>(seats.flatMap((seat) => [seat.sector, seat.perspective]));
  return {
    sectors: sectors.filter((sector) => sector !== 'backbone' && !taken.has(sector)),
    perspectives: perspectives.filter((perspective) => !taken.has(perspective)),
  };
}
