import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mailTables } from '../../mail/mail-tables.ts';

export class Mail1795815000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of mailTables) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
