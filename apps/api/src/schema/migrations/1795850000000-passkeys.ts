import type { MigrationInterface, QueryRunner } from 'typeorm';
import { passkeyTables } from '../../accounts/account-tables.ts';
import { secureTables } from '../row-level-security.ts';

export class Passkeys1795850000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...passkeyTables, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
