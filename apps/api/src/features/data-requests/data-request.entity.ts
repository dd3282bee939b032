import { Column, Index } from 'typeorm';
import { EditableRow, References, TenantEntity } from '../../database/columns.ts';

/** The numbers of an indicator that an organization sends, period by period, until the request ends. */
@TenantEntity('data_request')
@References('indicator', 'indicatorId')
@References('organization', 'organizationId')
@Index(['partnershipId', 'dueOn', 'id'])
export class DataRequest extends EditableRow {
  @Column('uuid') indicatorId!: string;
  @Column('uuid') organizationId!: string;
  /** First day of the first period that is requested. */
  @Column('date') fromPeriodStart!: string;
  /**
   * The day from which what is over already is owed: the request was made, reached further back, or was taken up again
   * on it.
   */
  @Column('date') requestedOn!: string;
  /** Days after a period's end, and not before {@link requestedOn}, until its numbers are due. */
  @Column('int') graceDays!: number;
  /** What the organization is told with the request. */
  @Column('text', { default: '' }) note!: string;
  /** First and last day of the first period that no answer stands for, and the day until which it is due. */
  @Column('date') openPeriodStart!: string;
  @Column('date') openPeriodEnd!: string;
  @Column('date') dueOn!: string;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
