import { Column, Index } from 'typeorm';
import { References, TenantEntity, TenantRow } from '../../database/columns.ts';

/** One version of what an indicator means; the newest number is in force. Never edited, only followed by another. */
@TenantEntity('indicator_definition')
@References('indicator', 'indicatorId')
@Index(['partnershipId', 'indicatorId', 'number'], { unique: true })
export class IndicatorDefinition extends TenantRow {
  @Column('uuid') indicatorId!: string;
  @Column('int') number!: number;
  @Column('text') definition!: string;
  @Column('text', { default: '' }) rationale!: string;
  @Column('text', { default: '' }) source!: string;
  @Column('text', { default: '' }) sourceUrl!: string;
  /** On what terms the source lets others use its numbers: a license's name, or words. */
  @Column('text', { default: '' }) license!: string;
  /** First day of the first period that is no longer comparable with those before; null when the series goes on. */
  @Column('date', { nullable: true }) breaksOn!: string | null;
  @Column('timestamptz', { default: () => 'moment()' }) createdAt!: Date;
}
