import { inject, describe, expect, it } from 'vitest';
import { type Size, useBrowser, visit } from '../support/browser.ts';

useBrowser();

describe.each<Size>(['phone', 'desktop'])('data for analysis on a %s', (size) => {
  it('is downloaded by a member, and read by a script with a key until the key is taken back', async () => {
    const { page, open, context } = await visit('member', { size });
    await open('/indicators');
    await page.getByRole('link', { name: 'Data for analysis' }).click();
    const all = await page.getByRole('link', { name: 'Download everything (ZIP)' }).getAttribute('href');
    const archive = await context.request.get(all ?? '');
    expect([archive.status(), archive.headers()['content-type']]).toEqual([200, 'application/zip']);

    await page.getByRole('button', { name: 'Make a key' }).click();
    const name = `Report on a ${size}`;
    await page.getByLabel('What is it for?').pressSequentially(name, { delay: 20 });
    await page.getByRole('button', { name: 'Make the key' }).click();
    const script = page.locator('pre', { hasText: 'import pandas' });
    await expect.poll(() => script.textContent()).not.toContain('tl_…');
    const lines = (await script.textContent()) ?? '';
    const [, key = ''] = /Bearer (tl_[\w-]+)/.exec(lines) ?? [];
    const [, path = ''] = /"https?:\/\/[^/]+(\/exports\/[^"]+)"/.exec(lines) ?? [];
    const read = () => fetch(`${inject('serverUrl')}${path}`, { headers: { authorization: `Bearer ${key}` } });
    const answer = await read();
    expect([answer.status, (await answer.text()).includes('indicator_id')]).toEqual([200, true]);

    const row = page.getByRole('listitem').filter({ hasText: name });
    await row.getByRole('button', { name: `Take back: ${name}` }).click();
    await row.waitFor({ state: 'detached' });
    expect((await read()).status).toBe(401);
  });
});
