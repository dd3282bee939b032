import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true });
const styles = readFileSync(new URL('mantine.css', import.meta.url), 'utf8');
const button = fileURLToPath(import.meta.resolve('@mantine/core/styles/Button.layer.css'));
const stylesheets = readdirSync(new URL('.', `file://${button}`)).map((name) => name.replace('.layer.css', ''));

test('every component of Mantine that we use has its styles', () => {
  const used = Object.values(sources)
    .flatMap((source) => [...source.matchAll(/import \{([^}]+)\} from '@mantine\/core'/g)])
    .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));
  const missing = used.filter((name) => stylesheets.includes(name) && !styles.includes(`/${name}.layer.css`));
  expect(used).toContain('Button');
  expect(stylesheets).toContain('Accordion');
  expect([...new Set(missing)]).toEqual([]);
});
