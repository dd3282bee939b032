import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

/** What the signed-in app may load before its first screen: 200 KB of JavaScript, gzip. */
const budget = 200 * 1024;

interface Chunk {
  file: string;
  imports?: string[];
}

const folder = new URL('./dist/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', folder), 'utf8')) as Record<string, Chunk>;

/** A chunk with everything that it imports at once. */
function withImports(key: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const next of chunk.imports ?? []) withImports(next, found);
  return found;
}

const sizeOf = async (file: string): Promise<number> => gzipSync(await readFile(new URL(file, folder))).length;
const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);

/** The entry, the interface's own texts and the home screen: what stands between sign-in and the first work. */
const texts = ['src/app/i18n/en.json', 'src/shared/i18n/en.json', 'src/shared/words/en.json'];
const home = Object.keys(manifest).filter(
  (key) => key.startsWith('src/features/my-work/') && key.endsWith('-screen.tsx'),
);
const files = new Set(['index.html', ...texts, ...home].flatMap((key) => [...withImports(key)]));

let total = 0;
for (const file of files) {
  const size = await sizeOf(file);
  total += size;
  console.log(`${kilobytes(size).padStart(7)} KB  ${file}`);
}
console.log(`${kilobytes(total).padStart(7)} KB  in all, of ${kilobytes(budget)} KB`);
if (total > budget) {
  console.error('The signed-in app is over its budget.');
  process.exitCode = 1;
}
