import 'reflect-metadata';
import { readSettings, SettingsError } from './config/settings.ts';
import { startEmbedded } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { createServer } from './server.ts';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const embedded = settings.database.kind === 'embedded' ? await startEmbedded(settings.dataDir) : null;
  const databaseUrl = settings.database.kind === 'postgres' ? settings.database.url : (embedded?.url ?? '');
  await migrate(databaseUrl);
  const app = await createServer(settings, databaseUrl);
  await app.listen(settings.port, settings.host);
  console.log(`Throughline is ready at ${settings.publicUrl}`);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await app.close();
    await embedded?.stop();
    process.exit(0);
  };
  // Without its database the server can answer nothing: better to end and be started again.
  void embedded?.failed.then((error) => {
    console.error(error.message);
    process.exit(1);
  });
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
