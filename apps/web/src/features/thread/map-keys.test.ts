import { expect, test } from 'vitest';
import { nextOnMap } from './map-keys.ts';

const grid = [['gap'], ['f1', 'f2', 'f3'], [], ['a1', 'a2'], ['t1']];
const links = [
  { fromId: 'gap', toId: 'f2' },
  { fromId: 'f2', toId: 't1' },
  { fromId: 'f1', toId: 'a2' },
];

test.each([
  ['ArrowDown', 'f1', 'f2'],
  ['ArrowUp', 'f2', 'f1'],
  ['ArrowUp', 'f1', undefined],
  ['ArrowDown', 'f3', undefined],
  ['Home', 'f3', 'f1'],
  ['End', 'f1', 'f3'],
  ['ArrowRight', 'f1', 'a2'],
  ['ArrowRight', 'f2', 't1'],
  ['ArrowRight', 'f3', 'a2'],
  ['ArrowLeft', 'a2', 'f1'],
  ['ArrowLeft', 'a1', 'f1'],
  ['ArrowLeft', 't1', 'f2'],
  ['ArrowRight', 't1', undefined],
  ['ArrowLeft', 'gap', undefined],
  ['Enter', 'f1', undefined],
  ['ArrowDown', 'unknown', undefined],
])('%s on %s leads to %s', (key, here, there) => {
  expect(nextOnMap(key, here, grid, links)).toBe(there);
});
