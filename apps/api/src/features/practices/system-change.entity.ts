import { type SystemChangeKind, systemChangeKinds } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { Network } from '../networks/network.entity.ts';
import { Organization } from '../partnerships/organization.entity.ts';
import { Practice } from './practice.entity.ts';

/** A policy, practice, resource flow or power structure that changed. */
@TenantEntity('system_change')
@References(() => Network, 'networkId')
@References(() => Practice, 'practiceId')
@References(() => Organization, 'organizationId')
export class SystemChange extends EditableRow {
  @Column('uuid') networkId!: string;
  @Column('uuid', { nullable: true }) practiceId!: string | null;
  @Column('uuid', { nullable: true }) organizationId!: string | null;
  @OneOf(systemChangeKinds) kind!: SystemChangeKind;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('date') on!: string;
}
