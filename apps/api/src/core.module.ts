import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountsService } from './accounts/accounts.service.ts';
import { AuditSealer } from './audit/audit-sealer.ts';
import { AuditVerifier } from './audit/audit-verifier.ts';
import { SignInTrail } from './audit/sign-in-trail.ts';
import type { Settings } from './config/settings.ts';
import { SETTINGS } from './config/settings-token.ts';
import { createDataSource } from './schema/data-source.ts';
import { Database } from './database/database.ts';
import { Statistics } from './database/statistics.ts';
import { Jobs } from './jobs/jobs.ts';
import { MailService } from './mail/mail.service.ts';
import { EventBus } from './events/event-bus.ts';
import { OutboxReader } from './events/outbox-reader.ts';
import { Retention } from './retention/retention.ts';
import { Tenancy } from './tenancy/tenancy.ts';
import { ViewerService } from './tenancy/viewer.service.ts';
import { Writes } from './writes/writes.ts';

const services = [
  Database,
  Statistics,
  Jobs,
  MailService,
  AccountsService,
  Tenancy,
  ViewerService,
  Writes,
  AuditSealer,
  AuditVerifier,
  SignInTrail,
  Retention,
  EventBus,
  OutboxReader,
];

/** The mechanisms that every feature goes through. */
@Global()
@Module({})
export class CoreModule {
  /** @param databaseUrl of a migrated database. */
  static over(settings: Settings, databaseUrl: string): DynamicModule {
    return {
      module: CoreModule,
      providers: [
        { provide: SETTINGS, useValue: settings },
        {
          provide: DataSource,
          useFactory: () => createDataSource({ url: databaseUrl, poolSize: settings.poolSize }).initialize(),
        },
        ...services,
      ],
      exports: [SETTINGS, DataSource, ...services],
    };
  }
}
