import { Field, Int, ObjectType } from '@nestjs/graphql';
import { refusal } from '@throughline/domain/refusals/refusal';
import { type CursorValue, toCursor } from './cursor.ts';
import { Invalid } from './errors.ts';

/** Where a page of a list ends. */
@ObjectType({ description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Give it as `after` to read on.' }) endCursor!: string | null;
}

/** One page of a list in keyset order. */
export interface Page<T> {
  nodes: T[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** What `search` means of a list, in the schema. */
export const searchMeaning = 'Keeps what has this in its name, and what has this id.';

/** The most rows that one page may hold. */
export const mostPerPage = 200;

/** Checks `first`; 1 to 200. */
export function pageSize(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > mostPerPage) {
    throw new Invalid({ first: refusal('AMOUNT_OUT_OF_RANGE', { least: 1, most: mostPerPage }) });
  }
  return first;
}

/** Makes a page from rows that were read with one more than asked for. */
export function toPage<T>(rows: T[], first: number, totalCount: number, cursorOf: (row: T) => CursorValue[]): Page<T> {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return {
    nodes,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last === undefined ? null : toCursor(cursorOf(last)) },
    totalCount,
  };
}

/** Makes the GraphQL type of a page of `node`. */
export function pageType<T extends object>(name: string, node: new () => T) {
  @ObjectType(name, { description: `A page of ${node.name}.` })
  class PageOf implements Page<T> {
    @Field(() => [node]) nodes!: T[];
    @Field(() => PageInfo) pageInfo!: PageInfo;
    @Field(() => Int) totalCount!: number;
  }
  return PageOf;
}
