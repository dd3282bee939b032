import spanish from '@throughline/domain/refusals/es';
import { createInstance } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { expect, test } from 'vitest';
import { useRefusalText } from './refusal-text.ts';
import type { Refused } from '../server/transport.ts';

function Said({ refusal }: { refusal: Refused }) {
  return useRefusalText()(refusal);
}

async function inSpanish(code: string, params: Refused['params'] = {}): Promise<string> {
  const i18n = createInstance();
  await i18n.use(initReactI18next).init({
    lng: 'es',
    resources: { es: { refusals: spanish } },
    interpolation: { escapeValue: false },
  });
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <Said refusal={{ code, params, message: 'In English.' }} />
    </I18nextProvider>,
  );
}

test('a refusal is said by its code, with numbers and days as the language writes them', async () => {
  expect(await inSpanish('ACTION_CLOSED')).toBe('La acción está cerrada: reábrala primero.');
  expect(await inSpanish('FIELD_TOO_LONG', { most: 20_000 })).toBe('Acorte esto a 20,000 caracteres.');
  expect(await inSpanish('STAGE_BEFORE_PRESENT', { since: '2026-01-15' })).toContain('el jue, 15 ene 2026.');
  expect(await inSpanish('REFERENCE_UNKNOWN', { noun: 'network' })).toBe('Aquí no existe esa red. Elija de la lista.');
  expect(await inSpanish('ALREADY_EXISTS', { property: 'email' })).toContain('con esta dirección de correo.');
  expect(await inSpanish('OUTCOME_IN_USE', { names: 'A {{most}} $t(FIELD_EMPTY)' })).toContain('A {{most}} $t(FIELD');
});

test('one of a newer server keeps the words that came with it', async () => {
  expect(await inSpanish('OF_A_NEWER_SERVER')).toBe('In English.');
});
