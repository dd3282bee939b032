import { charterLifecycle } from '@throughline/domain/lifecycles/charter';
import { type CharterState, charterStates } from '@throughline/domain/vocabulary';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** One version of what a network agreed to be; its aim is structured. */
@TenantEntity('charter')
@OnThread<Charter>((charter, { dayOf, networkName }) => ({
  networkId: charter.networkId,
  // The network's name says whose charter it is.
  title: `${networkName} · ${charter.number}`,
  state: charter.state,
  isOver: charterLifecycle.ends.includes(charter.state),
  on: dayOf(charter.adoptedAt ?? charter.submittedAt ?? charter.createdAt),
}))
@References('network', 'networkId')
@References('indicator', 'aimIndicatorId')
@References('population', 'aimPopulationId')
@References('place', 'aimPlaceId')
@Index(['partnershipId', 'networkId', 'number'], { unique: true })
export class Charter extends EditableRow {
  @Column('uuid') networkId!: string;
  @Column('int') number!: number;
  @OneOf(charterStates) state!: CharterState;
  @Column('uuid', { nullable: true }) aimIndicatorId!: string | null;
  @Column('uuid', { nullable: true }) aimPopulationId!: string | null;
  @Column('uuid', { nullable: true }) aimPlaceId!: string | null;
  @Column('double precision', { nullable: true }) aimFrom!: number | null;
  /** Last day of the period that `aimFrom` was measured in. */
  @Column('date', { nullable: true }) aimBaselineOn!: string | null;
  @Column('double precision', { nullable: true }) aimTo!: number | null;
  @Column('date', { nullable: true }) aimBy!: string | null;
  @Column('text', { default: '' }) scope!: string;
  @Column('text', { default: '' }) sphereOfControl!: string;
  @Column('text', { default: '' }) agreements!: string;
  @Column('uuid', { array: true, default: () => "'{}'" }) priorityPopulationIds!: string[];
  @Column('text', { default: '' }) amendmentReason!: string;
  @Column('timestamptz', { nullable: true }) submittedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) adoptedAt!: Date | null;
}
