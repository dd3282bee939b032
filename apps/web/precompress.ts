import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

// Lays a .br and a .gz beside every built file that gains by it; the server sends the one that the browser takes.
const folder = fileURLToPath(new URL('./dist/', import.meta.url));
const gains = /\.(css|html|js|json|svg)$/;
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

const names = await readdir(folder, { recursive: true });
await Promise.all(
  names
    .filter((name) => gains.test(name) && !name.startsWith('.vite'))
    .map(async (name) => {
      const content = await readFile(folder + name);
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      };
      await writeFile(`${folder}${name}.br`, await toBrotli(content, { params }));
      await writeFile(`${folder}${name}.gz`, await toGzip(content, { level: constants.Z_BEST_COMPRESSION }));
    }),
);
