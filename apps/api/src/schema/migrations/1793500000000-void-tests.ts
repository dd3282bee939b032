import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `ALTER TABLE "cycle" ADD "retired_at" TIMESTAMP WITH TIME ZONE`,
  `ALTER TABLE "item" ADD "is_void" boolean NOT NULL DEFAULT false`,
];

export class VoidTests1793500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
