/** Circles of folders in what ships. Tests are left out: they may reach for anything. Run with `npm run lint`. */
const { options } = require('./.dependency-cruiser.cjs');

const folders = '^(apps/api/src/(features/)?|apps/web/src/((features|shared)/)?|libs/)[^/]+$|^libs/[^/]+/src/[^/]+$';

module.exports = {
  forbidden: [
    {
      name: 'no-circle-of-folders',
      comment: 'Two folders that import each other are one folder with two names.',
      severity: 'error',
      scope: 'folder',
      from: { path: folders },
      to: { circular: true, path: folders },
    },
  ],
  options: { ...options, exclude: { path: '(^|/)(dist|node_modules)/|[.]test[.]tsx?$|(^|/)test/' } },
};
