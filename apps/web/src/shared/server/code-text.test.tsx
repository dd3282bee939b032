import { createInstance } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { expect, test } from 'vitest';
import { useCodeText } from './code-text.ts';

function Stuck({ code, days }: { code: string; days: number }) {
  return useCodeText('thread')(`stuck.${code}`, 'as it came', { count: days });
}

const stuck = { waits_one: 'waits for {{count}} day', waits_other: 'waits for {{count}} days' };

test('a code has its text, in singular and plural, and one that nobody knows keeps what came with it', async () => {
  const i18n = createInstance();
  await i18n.use(initReactI18next).init({ lng: 'en', resources: { en: { thread: { stuck } } } });
  const render = (code: string, days: number): string =>
    renderToStaticMarkup(
      <I18nextProvider i18n={i18n}>
        <Stuck code={code} days={days} />
      </I18nextProvider>,
    );
  expect(render('waits', 1)).toBe('waits for 1 day');
  expect(render('waits', 3)).toBe('waits for 3 days');
  expect(render('of_a_newer_server', 3)).toBe('as it came');
});
