import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `ALTER TABLE "staged_observation" ADD "place_kind" text`,
  `ALTER TABLE "staged_observation" ADD "parent_label" text`,
  `ALTER TABLE "staged_observation" ADD "parent_code" text`,
];

export class StagedPlaces1795785602228 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
