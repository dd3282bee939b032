import { PrimaryColumn } from 'typeorm';
import { References, TenantEntity } from '../../../database/columns.ts';

/** A place that a committed file told of: next year's file is held against it, to see who vanished or was renamed. */
@TenantEntity('import_place')
@References('import', 'importId')
@References('place', 'placeId')
export class ImportPlace {
  @PrimaryColumn('uuid') partnershipId!: string;
  @PrimaryColumn('uuid') importId!: string;
  @PrimaryColumn('uuid') placeId!: string;
}
