import 'reflect-metadata';
import { prepareDataDir } from './config/data-dir.ts';
import { readSettings, type Settings, SettingsError } from './config/settings.ts';
import { startFault } from './config/start-fault.ts';
import { DataDirInUse, startEmbedded } from './embedded/embedded.ts';
import { migrate } from './schema/migrate.ts';
import { Jobs } from './jobs/jobs.ts';
import { loadDemo } from './demo/load-demo.ts';
import { demoPeople } from './demo/people.ts';
import { createServer } from './server.ts';

/** How long a server that was told to stop may take to finish what it was doing. */
const longestStopMs = 30_000;

async function start(settings: Settings): Promise<void> {
  await prepareDataDir(settings.dataDir);
  const embedded = settings.database.kind === 'embedded' ? await startEmbedded(settings.dataDir) : null;
  const databaseUrl = settings.database.kind === 'postgres' ? settings.database.url : (embedded?.url ?? '');
  await migrate(databaseUrl);
  const app = await createServer(settings, databaseUrl);
  if (settings.demo) {
    await app.init();
    await loadDemo(app, settings.dataDir);
  }
  // Before anybody is answered: whoever is told to stop from then on ends in order.
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // Whatever does not let go must not keep the process alive: everything acknowledged is in the database already.
    setTimeout(() => process.exit(1), longestStopMs).unref();
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
  await app.listen(settings.port, settings.host);
  await app.get(Jobs).start();
  console.log(`Throughline is ready at ${settings.publicUrl}`);
  if (settings.demo) {
    console.log('\nThis is the demo. On the sign-in page one click signs in as:');
    for (const { name, role, organization, partnership } of demoPeople) {
      console.log(`  ${name.padEnd(18)} ${role.replaceAll('_', ' ').padEnd(16)} ${organization}, ${partnership}`);
    }
  }
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  await start(settings).catch((error: unknown) => {
    throw startFault(error, settings) ?? error;
  });
}

main().catch((error: unknown) => {
  const isTold = error instanceof SettingsError || error instanceof DataDirInUse;
  console.error(isTold ? error.message : error);
  process.exit(1);
});
