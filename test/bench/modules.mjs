// Modules of the built product, so that what is measured is what is delivered.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/shell.mjs';

const dist = join(root, 'apps/api/dist');
const require = createRequire(join(dist, 'main.js'));

/** A module of the built server, by its path in `apps/api/src` without the extension. */
export const ofServer = (path) => import(pathToFileURL(join(dist, `${path}.js`)).href);

/** A dependency of the server, in the very copy that the server uses. */
export const ofServerDependency = (name) => import(pathToFileURL(require.resolve(name)).href);

/** Where the server starts. */
export const serverMain = join(dist, 'main.js');
