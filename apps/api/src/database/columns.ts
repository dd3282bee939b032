import {
  Check,
  Column,
  type ColumnOptions,
  Entity,
  ForeignKey,
  getMetadataArgsStorage,
  Index,
  PrimaryColumn,
} from 'typeorm';

/** Every tenant table's key: the partnership first, so that no reference can cross tenants. */
export abstract class TenantRow {
  @PrimaryColumn('uuid') partnershipId!: string;
  @PrimaryColumn('uuid') id!: string;
}

/** A row that people edit: compare-and-set on `version`, which starts at 1 and grows by 1 a write. */
export abstract class EditableRow extends TenantRow {
  @Column('int', { default: 1 }) version!: number;
  @Column('timestamptz', { default: () => 'moment()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'moment()' }) updatedAt!: Date;
}

/**
 * Marks an entity as tenant data: its table gets forced row-level security in the migration that creates it.
 * `references: false` leaves out the reference to the partnership, for tables that are loaded in bulk and whose rows
 * cannot be of a partnership that is none: each reference is looked up for each row (docs/performance.md).
 */
export function TenantEntity(table: string, { references = true } = {}): ClassDecorator {
  return (target) => {
    Entity(table)(target);
    if (references) ForeignKey('partnership', ['partnershipId'], ['id'])(target);
    Reflect.defineMetadata('throughline:tenant', true, target);
  };
}

/**
 * A composite foreign key inside the tenant, with the index that it needs. The table is named, not its class, so that
 * no feature must load another one to refer to it; TypeORM refuses to start when there is no such table.
 */
export function References(table: string, column: string): ClassDecorator {
  return (entity) => {
    ForeignKey(table, ['partnershipId', column], ['partnershipId', 'id'])(entity);
    Index(['partnershipId', column])(entity);
  };
}

/** A text column that holds one word of a closed list, checked by the database too. */
export function OneOf(words: readonly string[], options: ColumnOptions = {}): PropertyDecorator {
  return (target, property) => {
    Column('text', options)(target, property);
    const column = snake(String(property));
    const list = words.map((word) => `'${word}'`).join(', ');
    Check(`"${column}" IN (${list})`)(target.constructor as never);
  };
}

/** camelCase property to snake_case column. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** True for entities declared with {@link TenantEntity}. */
export function isTenantEntity(entity: unknown): boolean {
  return Reflect.getMetadata('throughline:tenant', entity as object) === true;
}

/** Table name of an entity class. */
export function tableOf(entity: unknown): string {
  const table = getMetadataArgsStorage().tables.find((candidate) => candidate.target === entity);
  if (!table?.name) throw new Error('not an entity');
  return table.name;
}
