// Makes the skeleton of a feature, from the table to the screen, on the mechanisms that docs/the-life-of-a-write.md and
// docs/how-to-build-a-screen.md tell of. `npm run new-feature -- meetings [--one meeting] [--policy canRunMeeting]`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const templates = fileURLToPath(new URL('templates', import.meta.url));

const pascal = (name) => name.replace(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase());
const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const singular = (many) =>
  many
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');

/** Every way in which the templates spell the noun. */
export function spellings(many, one = singular(many), policy = 'canManagePartnership') {
  const words = (name) => name.replaceAll('-', ' ');
  const title = words(many).charAt(0).toUpperCase() + words(many).slice(1);
  return {
    '%one-file%': one,
    '%many-file%': many,
    '%one words%': words(one),
    '%many words%': words(many),
    '%Many words%': title,
    '%table%': one.replaceAll('-', '_'),
    '%One%': pascal(one),
    '%Many%': pascal(many),
    '%one%': lowerFirst(pascal(one)),
    '%many%': lowerFirst(pascal(many)),
    '%policy%': policy,
  };
}

function spell(text, names) {
  return Object.entries(names).reduce((spelt, [sign, name]) => spelt.replaceAll(sign, name), text);
}

/** Puts a line before the first one that `before` matches. @throws when there is none. */
function insert(path, line, before) {
  const text = readFileSync(path, 'utf8');
  const at = text.search(before);
  if (at < 0) throw new Error(`${path} has changed: no place found for ${line.trim()}`);
  writeFileSync(path, `${text.slice(0, at)}${line}${text.slice(at)}`);
}

/** The feature cannot be made under these names; nothing was written. */
export class FeatureRefused extends Error {}

/** Whether a word may be the name of a constant in a module. */
function isIdentifier(word) {
  try {
    // Only compiled, never run.
    return new Script(`'use strict'; const ${word} = 0; async () => { await 0; const ${word} = 0; }`) instanceof Script;
  } catch {
    return false;
  }
}

/** @throws FeatureRefused, before anything is written. */
function checkNames(root, many, one) {
  for (const name of [many, one]) {
    if (!/^[a-z]+(-[a-z]+)*$/.test(name))
      throw new FeatureRefused(
        `“${name}”: name the feature by its plural in lower case, and one of it: policy-priorities, policy-priority`,
      );
    if (!isIdentifier(lowerFirst(pascal(name))))
      throw new FeatureRefused(
        `“${name}” is a word of the language; choose another, or name one of it with --one: news-items`,
      );
  }
  if (many === one)
    throw new FeatureRefused(
      `“${many}” names one and many alike; say what one is called: npm run new-feature -- ${many} --one ${one}-item`,
    );
  for (const part of ['api', 'web']) {
    const folder = `apps/${part}/src/features/${many}`;
    if (existsSync(join(root, folder))) throw new FeatureRefused(`${folder} is there already`);
  }
  const entities = readFileSync(join(root, 'apps/api/src/schema/entities.ts'), 'utf8');
  if (new RegExp(`\\b${pascal(one)}\\b`).test(entities))
    throw new FeatureRefused(`There is an entity ${pascal(one)} already; name one of the new feature with --one`);
}

/**
 * Writes the files and names them in the lists; the migration and the schema come from their own tasks.
 * @throws FeatureRefused for names that cannot be used, before anything is written.
 * @returns the files that were made and those that were changed, from the root.
 */
export function makeFeature(root, many, { one = singular(many), policy } = {}) {
  checkNames(root, many, one);
  const names = spellings(many, one, policy);
  const policies = readFileSync(join(root, 'libs/domain/src/policies/registry.ts'), 'utf8');
  if (!new RegExp(`^  ${names['%policy%']}:`, 'm').test(policies)) {
    throw new FeatureRefused(`There is no policy ${names['%policy%']}: write it in libs/domain/src/policies first`);
  }
  const made = [];
  for (const part of ['api', 'web']) {
    const folder = `apps/${part}/src/features/${many}`;
    const entries = readdirSync(join(templates, part), { recursive: true, encoding: 'utf8' });
    for (const entry of entries.filter((name) => name.endsWith('.tpl'))) {
      const file = join(folder, spell(entry, names).replace(/\.tpl$/, ''));
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), spell(readFileSync(join(templates, part, entry), 'utf8'), names));
      made.push(file);
    }
  }
  const changed = {
    'apps/api/src/schema/entities.ts': (path) => {
      const entity = `import { ${names['%One%']} } from '../features/${many}/${names['%one-file%']}.entity.ts';\n`;
      insert(path, entity, /import \{ Item \}/);
      insert(path, `  ${names['%One%']},\n`, /  Item,\n/);
    },
    'apps/api/src/app.module.ts': (path) => {
      const module = `import { ${names['%Many%']}Module } from './features/${many}/${many}.module.ts';\n`;
      insert(path, module, /import \{ NetworksModule \}/);
      insert(path, `  ${names['%Many%']}Module,\n`, /  NetworksModule,\n/);
    },
    'apps/web/src/app/routes.ts': (path) => {
      const screen = `  { path: '/${many}', screen: () => import('../features/${many}/${many}-screen.tsx') },\n`;
      insert(path, screen, /  \{ path: '\/partnership'/);
      insert(path, `  { key: '${names['%many%']}', path: '/${many}', bar: false },\n`, /  \{ key: 'people'/);
    },
    'apps/web/src/app/i18next.d.ts': (path) => {
      insert(path, `import type ${names['%many%']} from '../features/${many}/i18n/en.json';\n`, /import type myWork/);
      insert(path, `      '${many}': typeof ${names['%many%']};\n`, /      'my-work'/);
    },
    'apps/web/src/app/i18n/en.json': (path) =>
      insert(path, `    "${names['%many%']}": "${names['%Many words%']}",\n`, /    "people":/),
    'apps/web/src/app/i18n/es.json': (path) =>
      insert(path, `    "${names['%many%']}": "TODO: ${names['%many words%']}",\n`, /    "people":/),
    'test/support/forms/people.ts': (path) => {
      insert(path, spell(versionedForm, names), /(\/\*\*[^/]*\*\/\n)?export const formsOfPeople/);
      insert(path, `  edit${names['%One%']},\n`, /  editMember,\n/);
    },
  };
  for (const [file, change] of Object.entries(changed)) change(join(root, file));
  return { made, changed: Object.keys(changed) };
}

/** How the browser test reaches the edit form (test/support/forms/people.ts, as it belongs to the partnership). */
const versionedForm = `const edit%One%: VersionedForm = {
  make: (visitor) => write(visitor, 'add%One%', { id: uuid(), title: \`Together \${mark()}\` }),
  open: async (visitor, id) => {
    const { title } = await edit%One%.row(visitor, id);
    await visitor.open('/%many-file%');
    await press(visitor, \`Change \${String(title)}\`);
    return dialog(visitor);
  },
  save: 'Save',
  row: async (visitor, id) => {
    const answer = await visitor.ask<{ %many%: { nodes: Row[] } }>(
      '{ %many%(first: 100) { nodes { id version title notes } } }',
    );
    return answer.%many%.nodes.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

`;
