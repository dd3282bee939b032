import { expect, test } from 'vitest';
import { isShareOfNobody } from './shares.ts';
import { measureTypes } from './vocabulary.ts';

test('only a proportion, a rate and a mean of nobody are no number', () => {
  expect(measureTypes.filter((measure) => isShareOfNobody(measure, 0))).toEqual(['proportion', 'rate', 'mean']);
  expect(measureTypes.filter((measure) => isShareOfNobody(measure, 1) || isShareOfNobody(measure, null))).toEqual([]);
});
