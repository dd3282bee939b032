import type { INestApplicationContext } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readSettings } from '../config/settings.ts';
import { CoreModule } from '../core.module.ts';
import { runningEmbedded, startEmbedded } from '../embedded/embedded.ts';
import { migrate } from '../schema/migrate.ts';
import { ExportsModule } from '../features/exports/exports.module.ts';
import { ImportsModule } from '../features/imports/imports.module.ts';
import { PartnershipsModule } from '../features/partnerships/partnerships.module.ts';

@Module({})
class CommandModule {}

/** Runs `use` with the services over the database of the settings: a running server's, or one started for this. */
export async function withServices<T>(use: (services: INestApplicationContext) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  const running = settings.database.kind === 'embedded' ? runningEmbedded(settings.dataDir) : undefined;
  const started = settings.database.kind === 'embedded' && !running ? await startEmbedded(settings.dataDir) : null;
  try {
    const url = settings.database.kind === 'postgres' ? settings.database.url : (running ?? started?.url ?? '');
    // A running server has brought its database up to date itself, and may be of another version than this command.
    if (!running) await migrate(url);
    const module = {
      module: CommandModule,
      imports: [CoreModule.over(settings, url), PartnershipsModule, ImportsModule, ExportsModule],
    };
    const services = await NestFactory.createApplicationContext(module, { logger: ['error'], abortOnError: false });
    try {
      return await use(services);
    } finally {
      await services.close();
    }
  } finally {
    await started?.stop();
  }
}
