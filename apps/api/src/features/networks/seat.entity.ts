import { type Perspective, perspectives, type SeatRole, seatRoles } from '@throughline/domain/vocabulary';
import { Check, Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';

/** A member's place at a network or at a leadership table, from a day until a day. */
@TenantEntity('seat')
@References('network', 'networkId')
@References('leadership_table', 'tableId')
@References('member', 'memberId')
@Check('num_nonnulls("network_id", "table_id") = 1')
export class Seat extends EditableRow {
  @Column('uuid', { nullable: true }) networkId!: string | null;
  @Column('uuid', { nullable: true }) tableId!: string | null;
  @Column('uuid') memberId!: string;
  @OneOf(seatRoles) role!: SeatRole;
  @OneOf(perspectives) perspective!: Perspective;
  @Column('text', { default: '' }) responsibilities!: string;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) untilOn!: string | null;
}
