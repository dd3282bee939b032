import { expect, test } from 'vitest';
import { itemPath } from '@throughline/domain/item-paths';
import { matchActions } from './palette-actions.ts';

const run = () => undefined;
const actions = [
  { id: 'log', label: 'Registrar prueba', keywords: 'pdsa', run },
  { id: 'go', label: 'Ir a Prácticas', run },
];

test('finds an action by parts of words, without accents and case', () => {
  expect(matchActions(actions, 'PRACT ir').map(({ id }) => id)).toEqual(['go']);
  expect(matchActions(actions, 'pdsa').map(({ id }) => id)).toEqual(['log']);
  expect(matchActions(actions, '')).toHaveLength(2);
  expect(matchActions(actions, 'reunión')).toEqual([]);
});

test('every item leads to its page or to its place on its network’s page', () => {
  expect(itemPath({ kind: 'escalation', id: 'e' })).toBe('/asks/e');
  expect(itemPath({ kind: 'change_idea', id: 'i', networkId: 'n' })).toBe('/networks/n/tests#i');
  expect(itemPath({ kind: 'network', id: 'n', networkId: 'n' })).toBe('/networks/n');
});
