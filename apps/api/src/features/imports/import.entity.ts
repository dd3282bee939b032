import { type ImportState, importStates } from '@throughline/domain/vocabulary';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { Column, Index } from 'typeorm';
import { EditableRow, OneOf, References, TenantEntity } from '../../database/columns.ts';
import type { ImportReport, SeenFile } from '@throughline/source-files/report/import-report';

/** A file, what we saw in it, its mapping, and what became of its rows. */
@TenantEntity('import')
@References('member', 'uploadedBy')
@References('data_source', 'sourceId')
@Index(['partnershipId', 'batchId'])
export class Import extends EditableRow {
  @Column('text') fileName!: string;
  @Column('bigint') bytes!: number;
  @Column('text') sha256!: string;
  @OneOf(importStates) state!: ImportState;
  @Column('uuid', { nullable: true }) uploadedBy!: string | null;
  /** Files of one series that were dropped together have the same batch. */
  @Column('uuid', { nullable: true }) batchId!: string | null;
  /** Where the file came from, when it comes again. */
  @Column('uuid', { nullable: true }) sourceId!: string | null;
  /** What was seen in the file: encoding, line ends, header, columns, marks (see domain `imports/sniff`). */
  @Column('jsonb') seen!: SeenFile;
  @Column('jsonb', { nullable: true }) mapping!: ImportMapping | null;
  @Column('int', { default: 0 }) rowsRead!: number;
  @Column('int', { default: 0 }) rowsAccepted!: number;
  @Column('int', { default: 0 }) errors!: number;
  @Column('int', { default: 0 }) warnings!: number;
  /** What the last check or commit found: counts, labels to map, overlap (see `ImportReport`). */
  @Column('jsonb', { nullable: true }) report!: ImportReport | null;
  /** Last sign of life of a running check; a check that went silent may be begun again. */
  @Column('timestamptz', { nullable: true }) checkingSince!: Date | null;
  @Column('timestamptz', { nullable: true }) committedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
}
