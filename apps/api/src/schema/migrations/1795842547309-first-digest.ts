import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTables } from '../row-level-security.ts';

const statements = [
  `ALTER TABLE "notification" ADD "waited" boolean NOT NULL DEFAULT false`,
  `ALTER TABLE "member" ADD "news_gathered_at" TIMESTAMP WITH TIME ZONE`,
];

export class FirstDigest1795842547309 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...secureTables]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup, or write the next one');
  }
}
