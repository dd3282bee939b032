// PostGraphile 5 over the benchmark's database, with the product's own row-level security.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { postgraphile } from 'postgraphile';

const pg = createRequire(import.meta.url)('pg');
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: Number(process.env['POOL_SIZE']) });
pool.on('error', (error) => console.error(error.message));

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ pool, schemas: ['public'] })],
  gather: { pgStrictFunctions: false },
  grafast: {
    explain: false,
    // The partnership is taken from the header as it is: no session is looked up, which is in PostGraphile's favour.
    context: ({ node }) => ({
      pgSettings: {
        role: 'throughline_app',
        'app.partnership': node?.req.headers['x-partnership'] ?? '',
        'app.account': '',
        'app.clearance': 'published',
      },
    }),
  },
  grafserv: { graphiql: false, watch: false },
};

const instance = postgraphile(preset);
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void pool.end().then(() => process.exit(0)));
});
