import type { MigrationInterface, QueryRunner } from 'typeorm';
import { releasedObservationView, secureTables } from '../row-level-security.ts';

const statements = [
  `ALTER TABLE "observation" ADD "is_as_first_published" boolean NOT NULL DEFAULT false`,
  `ALTER TABLE "observation" ADD "first_value" double precision`,
  `ALTER TABLE "observation" ADD "first_numerator" double precision`,
  `ALTER TABLE "observation" ADD "first_denominator" double precision`,
  `ALTER TABLE "observation" ADD "first_lower" double precision`,
  `ALTER TABLE "observation" ADD "first_upper" double precision`,
];

export class FirstPublished1795805285292 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, releasedObservationView, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
