import { type SystemChangeKind, systemChangeKinds } from '@throughline/domain/vocabulary';
import { Column } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import { OnThread } from '../../database/on-thread.ts';

/** A policy, practice, resource flow or power structure that changed. */
@TenantEntity('system_change')
@OnThread<SystemChange>((change) => ({
  networkId: change.networkId,
  title: change.title,
  state: change.kind,
  on: change.on,
}))
@References('network', 'networkId')
@References('practice', 'practiceId')
@References('organization', 'organizationId')
export class SystemChange extends EditableRow {
  @Column('uuid') networkId!: string;
  @Column('uuid', { nullable: true }) practiceId!: string | null;
  @Column('uuid', { nullable: true }) organizationId!: string | null;
  @OneOf(systemChangeKinds) kind!: SystemChangeKind;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('date') on!: string;
}
