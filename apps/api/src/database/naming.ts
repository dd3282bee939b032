import { DefaultNamingStrategy } from 'typeorm';
import { snake } from './columns.ts';

/** Columns in snake_case, so that hand-written SQL needs no quotes. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined, prefixes: string[]): string {
    return snake([...prefixes, custom ?? property].join('_'));
  }
}
