import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

// Writes the font of the first screen: the characters of English and Spanish, the weights that are used. What else a
// person types comes from the whole font (`theme.css`). Run it after an update of the font: `npm run font`.
const whole = fileURLToPath(import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'));
const subset = new URL('./src/app/inter-subset.woff2', import.meta.url);

/** First and last code of each range; the first face in `theme.css` names the same. */
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x2010, 0x2015],
  [0x2018, 0x201e],
  [0x2020, 0x2022],
  [0x2026, 0x2026],
  [0x2030, 0x2033],
  [0x20ac, 0x20ac],
  [0x2191, 0x2191],
  [0x2193, 0x2193],
  [0x2212, 0x2212],
];
const characters = ranges
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
  .map((code) => String.fromCodePoint(code))
  .join('');
const options = {
  targetFormat: 'woff2',
  variationAxes: { wght: { min: 400, max: 700 } },
  // Numbers in columns, pairs of letters, accents; the font's other shapes of letters would cost a quarter more.
  keepFeatures: ['tnum', 'kern', 'mark', 'ccmp', 'locl'],
};
await writeFile(subset, await subsetFont(await readFile(whole), characters, options));
