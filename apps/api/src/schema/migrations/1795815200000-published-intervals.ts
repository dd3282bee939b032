import type { MigrationInterface, QueryRunner } from 'typeorm';
import { releasedObservationView, secureTables } from '../row-level-security.ts';

const statements = [
  `ALTER TABLE "staged_observation" ADD "interval_lower" double precision`,
  `ALTER TABLE "staged_observation" ADD "interval_upper" double precision`,
  `ALTER TABLE "staged_observation" ADD "interval_level" double precision`,
  `ALTER TABLE "observation" ADD "interval_lower" double precision`,
  `ALTER TABLE "observation" ADD "interval_upper" double precision`,
  `ALTER TABLE "observation" ADD "interval_level" double precision`,
  `ALTER TABLE "observation" ADD "interval_shown" boolean NOT NULL DEFAULT false`,
];

export class PublishedIntervals1795815200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, releasedObservationView, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
