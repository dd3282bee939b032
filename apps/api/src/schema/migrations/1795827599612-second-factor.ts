import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secondFactorTables } from '../../accounts/account-tables.ts';
import { secureTables } from '../row-level-security.ts';

const statements = [`ALTER TABLE "partnership" ADD "requires_second_factor" boolean NOT NULL DEFAULT false`];

export class SecondFactor1795827599612 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...secondFactorTables, ...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
