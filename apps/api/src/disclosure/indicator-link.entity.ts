import {
  type MeasureLinkKind,
  measureLinkKinds,
  type MeasureLinkOrigin,
  measureLinkOrigins,
} from '@throughline/domain/vocabulary';
import { Column, ForeignKey, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../database/columns.ts';

/**
 * Two indicators that are about the same people, so that their numbers are decided and audited together: found in the
 * numbers, or linked by a person. The first has the smaller id.
 */
@TenantEntity('indicator_link')
@ForeignKey('indicator', ['partnershipId', 'firstId'], ['partnershipId', 'id'])
@ForeignKey('indicator', ['partnershipId', 'secondId'], ['partnershipId', 'id'])
@References('member', 'decidedBy')
@Index(['partnershipId', 'firstId', 'secondId'], { unique: true })
@Index(['partnershipId', 'secondId'])
export class IndicatorLink extends EditableRow {
  @Column('uuid') firstId!: string;
  @Column('uuid') secondId!: string;
  @OneOf(measureLinkKinds) kind!: MeasureLinkKind;
  @OneOf(measureLinkOrigins) origin!: MeasureLinkOrigin;
  /** Whether they are decided together; a person may say that they are not about the same people. */
  @Column('boolean', { default: true }) isLinked!: boolean;
  /** Why a person linked them or said that they are unrelated. */
  @Column('text', { default: '' }) reason!: string;
  @Column('uuid', { nullable: true }) decidedBy!: string | null;
}
