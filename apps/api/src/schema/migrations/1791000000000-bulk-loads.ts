import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rows that wait for their commit can be read again from their file, so they need no write-ahead log: a crash of the
 * database empties the table, and the commit asks for another check then.
 */
const staging = 'ALTER TABLE staged_observation SET UNLOGGED';

export class BulkLoads1791000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(staging);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
