import type { ColumnProfile } from '../mapping/profile.ts';

/** The file as its rows show it. */
export interface Table {
  rows: readonly (readonly string[])[];
  at(column: string): number;
  profiles: readonly ColumnProfile[];
}

export const cellOf = ({ at }: Table, row: readonly string[], column: string): string => (row[at(column)] ?? '').trim();

const wholeOfParent =
  /^(?:(?:all|total|entire|whole)(?:[ -](?:public )?(?:schools?|districts?|sites?|towns?|programs?|campuses|cities|counties|municipalities|neighbou?rhoods?|regions|tracts|zip codes|cent(?:er|re)s|clinics|libraries))?|(?:district|county|region|lea|isd|town|city)[ -]?(?:wide|totals?|level|summary|overall|aggregate))$/i;

/** Whether a label in a column of places means what the row's place would lie in: none at all, "All Schools". */
export const isOfParent = (label: string): boolean => label === '' || wholeOfParent.test(label);
