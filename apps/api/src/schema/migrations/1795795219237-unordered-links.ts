import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [`ALTER TABLE "indicator_link" DROP CONSTRAINT "CHK_a2e226f245e051230d9e6c15bf"`];

export class UnorderedLinks1795795219237 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
