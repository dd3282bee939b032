import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `ALTER TABLE "indicator" DROP CONSTRAINT "CHK_7ad6f14c90b7c98ec10a8a025f"`,
  `ALTER TABLE "indicator" ADD CONSTRAINT "CHK_e7717cfbc5611a5006813023f3" CHECK ("cadence" IN ('day', 'week', 'month', 'quarter', 'term', 'school_year', 'year', 'rolling_year', 'two_years', 'three_years', 'four_years', 'five_years', 'seven_years', 'ten_years'))`,
];

export class PeriodsOfSeveralYears1795794394171 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
