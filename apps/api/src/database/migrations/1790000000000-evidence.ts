import type { MigrationInterface, QueryRunner } from 'typeorm';
import { releasedObservationView, secureTables } from '../row-level-security.ts';

/** Tables and columns of the evidence side, one group of statements a feature. */
const statements: string[] = [];

export class Evidence1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const view = ['DROP VIEW IF EXISTS released_observation', releasedObservationView];
    for (const statement of [...statements, ...view, ...secureTables]) await runner.query(statement);
    await runner.query('GRANT SELECT ON released_observation TO throughline_app');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
