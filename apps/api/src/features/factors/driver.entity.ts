import { type DriverKind, driverKinds } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** A node of the theory of change under the aim. */
@TenantEntity('driver')
@OnThread<Driver>((driver, { dayOf }) => ({
  networkId: driver.networkId,
  title: driver.title,
  state: driver.retiredAt ? 'retired' : driver.kind,
  isOver: driver.retiredAt !== null,
  on: dayOf(driver.createdAt),
}))
@References('network', 'networkId')
@References('driver', 'parentId')
@References('factor', 'factorId')
export class Driver extends EditableRow {
  @Column('uuid') networkId!: string;
  @OneOf(driverKinds) kind!: DriverKind;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('uuid', { nullable: true }) factorId!: string | null;
  @Column('text') title!: string;
  @Column('int', { default: 0 }) position!: number;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
