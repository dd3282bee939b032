import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBrowser, violations, visit, type Visitor } from '../support/browser.ts';
import { mark, write } from '../support/network.ts';
import { runCommand, type ServerProcess, startServer } from '../support/server-process.ts';

useBrowser();

/** What a partnership has before it requests its first numbers. */
async function prepare(visitor: Visitor) {
  const names = { indicator: `Attendance ${mark()}`, organization: `School ${mark()}`, place: `Town ${mark()}` };
  const outcomeId = await write(visitor, 'addOutcome', { id: uuid(), name: `Attendance ${mark()}` });
  const indicatorId = await write(visitor, 'addIndicator', {
    id: uuid(),
    outcomeId,
    name: names.indicator,
    level: 'core',
    measureType: 'proportion',
    direction: 'higher',
    cadence: 'school_year',
    unit: '%',
    definition: 'Children who were there on nine of ten days.',
  });
  await write(visitor, 'addOrganization', { id: uuid(), name: names.organization, sector: 'k12' });
  await write(visitor, 'addPlace', { id: uuid(), name: names.place, kind: 'district' });
  const { populations } = await visitor.ask<{ populations: { nodes: { name: string; dimension: string | null }[] } }>(
    '{ populations(first: 100) { nodes { name dimension } } }',
  );
  const everybody = populations.nodes.find(({ dimension }) => dimension === null)?.name ?? 'Everybody';
  if (populations.nodes.length === 0) await write(visitor, 'addPopulation', { id: uuid(), name: everybody });
  return { ...names, everybody, indicatorId };
}

describe('a partner’s numbers', () => {
  let server: ServerProcess;
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-e2e-requests-'));
  const env = { DATA_DIR: dataDir, THROUGHLINE_DEMO: '0' };
  const nora = { email: 'nora@harbor.test', password: 'only-for-this-test' };
  // A partnership with nothing in it but its director.
  beforeAll(async () => {
    const partnership = ['--name', 'Harbor', '--slug', 'harbor', '--time-zone', 'America/New_York'];
    const director = ['--backbone', 'Backbone', '--director-name', 'Nora', '--director-email', nora.email];
    runCommand(['found', ...partnership, ...director], { ...env, THROUGHLINE_PASSWORD: nora.password });
    server = await startServer(dataDir, env);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('are requested, filled in by link on a phone, reviewed, used, and taken back', async () => {
    const keeper = await visit('stranger', { url: server.url });
    const signIn = { data: nora, headers: { origin: server.url } };
    expect((await keeper.context.request.post('/api/auth/sign-in/email', signIn)).ok()).toBe(true);
    const { indicator, organization, place, everybody, indicatorId } = await prepare(keeper);
    await keeper.open('/data-requests');
    const { page } = keeper;
    await page.getByRole('button', { name: 'Request numbers' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: /^Indicator/ }).selectOption({ label: indicator });
    await dialog.getByRole('combobox', { name: /^Organization/ }).selectOption({ label: organization });
    await dialog.getByLabel('Add a place').selectOption({ label: `${place} (District)` });
    await dialog.getByRole('button', { name: `Remove ${place}` }).waitFor();
    await dialog.getByRole('button', { name: `Remove ${everybody}` }).waitFor();
    await dialog.getByRole('button', { name: 'Request', exact: true }).click();

    await page.getByRole('button', { name: 'Make a link' }).click();
    const address = (await page.locator('code').textContent()) ?? '';
    expect(address).toMatch(/\/answer#[\w-]{75}$/);

    // Where the browser allows it the link is copied; where it does not, it stands there to be copied by hand.
    await keeper.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
    await page.getByRole('button', { name: 'Copy the link' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('not allowed', 'NotAllowedError'));
    });
    await page.getByRole('button', { name: 'Copy the link' }).click();
    const byHand = page.getByLabel('Copy it by hand');
    await expect
      .poll(() =>
        byHand.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd)),
      )
      .toBe(address);
    expect(await byHand.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await violations(page)).toEqual([]);

    const partner = await visit('stranger', { size: 'phone', url: server.url });
    const form = partner.page;
    await form.goto(address);
    await form.getByRole('heading', { level: 1, name: indicator }).waitFor();
    expect(await violations(form)).toEqual([]);
    const cell = form.getByRole('group', { name: everybody });
    // Slowly, as somebody who looks each number up.
    await cell.getByLabel('Count').pressSequentially('61', { delay: 150 });
    await cell.getByLabel('Out of').pressSequentially('60', { delay: 150 });
    await form.getByText('Draft saved').waitFor();
    await form.reload();
    expect(await cell.getByLabel('Count').inputValue()).toBe('61');
    await form.getByRole('button', { name: 'Send', exact: true }).click();
    await cell.getByText(/part/i).waitFor();
    await cell.getByLabel('Count').fill('48');

    // Without the network nothing is lost, and nothing is sent.
    await partner.cutNetwork();
    await cell.getByLabel('Out of').fill('64');
    await form.getByText('Draft kept on this device').waitFor();
    await partner.restoreNetwork();
    await form.getByText('Draft saved').waitFor();
    await form.getByRole('button', { name: 'Send', exact: true }).click();
    await form.getByText('Sent. Thank you.').waitFor();

    // The screen of whoever reviews it learns of it by itself.
    const answer = page.getByRole('listitem').filter({ hasText: 'in review' });
    await answer.getByRole('cell', { name: '75%' }).waitFor();
    await answer.getByRole('button', { name: 'Accept and import' }).click();
    await page.getByText(/Accepted by Nora/).waitFor();

    await keeper.open(`/indicators/${indicatorId}`);
    await page.getByRole('cell', { name: /75/ }).first().waitFor();
    await page.getByRole('link', { name: organization, exact: true }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Two schools were missing.');
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The import of these numbers was undone.').waitFor();
    await keeper.open(`/indicators/${indicatorId}`);
    await page.getByText(organization).waitFor();
    expect(await page.getByRole('cell', { name: /75/ }).count()).toBe(0);

    // That there are none is an answer too, with its reason.
    await form.reload();
    await form.getByLabel('We have no numbers for this period').check();
    await form.getByRole('button', { name: /^Send/ }).click();
    await form.getByText('Say why there are no numbers for this period.').waitFor();
    await form.getByLabel('Why there are none').fill('The school was closed.');
    expect(await violations(form)).toEqual([]);
    await form.getByRole('button', { name: /^Send/ }).click();
    await form.getByText('Sent. Thank you.').waitFor();
    await keeper.open('/data-requests');
    await page
      .getByRole('link', { name: new RegExp(organization) })
      .first()
      .click();
    await page.getByText('No numbers for this period: The school was closed.').waitFor();
    await page.getByRole('button', { name: 'Accept that there are none' }).click();
    await page
      .getByText(/Accepted by Nora/)
      .first()
      .waitFor();
  });

  it('that are late stand on the home of who requests them', async () => {
    const keeper = await visit('dataManager');
    const { page } = keeper;
    for (const home of ['', '/my-work', '/partnership']) {
      await keeper.open(home);
      if ((await page.getByRole('list', { name: 'Numbers that are late' }).count()) > 0) break;
    }
    await page.getByRole('list', { name: 'Numbers that are late' }).getByRole('link').first().click();
    await page
      .getByText(/days? late/)
      .first()
      .waitFor();
    expect(page.url()).toContain('/data-requests/');
  });

  it('are not late on the day of the request, and the sum of the schools stands beside their district', async () => {
    const keeper = await visit('stranger', { url: server.url });
    const signIn = { data: nora, headers: { origin: server.url } };
    expect((await keeper.context.request.post('/api/auth/sign-in/email', signIn)).ok()).toBe(true);
    const { indicatorId, organization, everybody } = await prepare(keeper);
    const [district, schoolA, schoolB] = [uuid(), uuid(), uuid()];
    await write(keeper, 'addPlace', { id: district, name: `Ash ${mark()}`, kind: 'district' });
    await write(keeper, 'addPlace', { id: schoolA, name: `Elm ${mark()}`, kind: 'school', parentId: district });
    await write(keeper, 'addPlace', { id: schoolB, name: `Oak ${mark()}`, kind: 'school', parentId: district });
    const { organizations, populations } = await keeper.ask<{
      organizations: { nodes: { id: string }[] };
      populations: { nodes: { id: string }[] };
    }>(
      'query Of($name: String) { organizations(search: $name) { nodes { id } } populations(first: 1, everybody: true) { nodes { id } } }',
      {
        name: organization,
      },
    );
    const requestId = uuid();
    await write(keeper, 'addDataRequest', {
      id: requestId,
      indicatorId,
      organizationId: organizations.nodes[0]?.id,
      placeIds: [district, schoolA, schoolB],
      populationIds: [populations.nodes[0]?.id],
      fromOn: '2019-09-01',
      graceDays: 0,
      note: '',
    });
    const { page } = keeper;
    await keeper.open(`/data-requests/${requestId}`);
    // What was over long before the request is due as soon as it can be, and late with nothing on its first day.
    await page.getByRole('cell', { name: 'Not sent yet' }).first().waitFor();
    expect(await page.getByText(/\d days? late/).count()).toBe(0);
    await page.getByRole('button', { name: 'Make a link' }).click();
    const address = (await page.locator('code').textContent()) ?? '';
    const { page: form } = await visit('stranger', { size: 'phone', url: server.url });
    await form.goto(address);
    const numbersOf = (name: RegExp) => form.getByRole('group', { name }).getByRole('group', { name: everybody });
    await numbersOf(/^Elm/).getByLabel('Out of').fill('20');
    await numbersOf(/^Ash/).getByText('Out of: 20 so far in 1 of the 2 places in it.').waitFor();
    await numbersOf(/^Oak/).getByLabel('Out of').fill('30');
    await numbersOf(/^Ash/).getByLabel('Out of').fill('51');
    await numbersOf(/^Ash/).getByText('Out of: the 2 places in it have 50 together. Is this number right?').waitFor();
    await numbersOf(/^Ash/).getByLabel('Out of').fill('50');
    await numbersOf(/^Ash/).getByText('Out of: the 2 places in it have 50 together.', { exact: true }).waitFor();
    expect(await violations(form)).toEqual([]);
  });

  it('are not replaced by another device unseen, and are there again after a reload and under a new link', async () => {
    const keeper = await visit('stranger', { url: server.url });
    const signIn = { data: nora, headers: { origin: server.url } };
    expect((await keeper.context.request.post('/api/auth/sign-in/email', signIn)).ok()).toBe(true);
    const { indicatorId, organization, everybody } = await prepare(keeper);
    const { organizations, places, populations } = await keeper.ask<{
      organizations: { nodes: { id: string; name: string }[] };
      places: { nodes: { id: string }[] };
      populations: { nodes: { id: string; name: string }[] };
    }>(`{ organizations(first: 100) { nodes { id name } } places(first: 1) { nodes { id } }
      populations(first: 100) { nodes { id name } } }`);
    const requestId = await write(keeper, 'addDataRequest', {
      id: uuid(),
      indicatorId,
      organizationId: organizations.nodes.find(({ name }) => name === organization)?.id,
      placeIds: [places.nodes[0]?.id],
      populationIds: [populations.nodes.find(({ name }) => name === everybody)?.id],
      fromOn: '2021-09-01',
      graceDays: 30,
    });
    const { page } = keeper;
    const makeLink = async (button: string) => {
      await page.getByRole('button', { name: button }).click();
      await page.getByText('Copy the link now').waitFor();
      return (await page.locator('code').textContent()) ?? '';
    };
    await keeper.open(`/data-requests/${requestId}`);
    const address = await makeLink('Make a link');
    const partners = [
      await visit('stranger', { size: 'phone', url: server.url }),
      await visit('stranger', { url: server.url }),
    ];
    const [phone, desk] = partners.map((partner) => partner.page);
    if (!phone || !desk) throw new Error('two devices');
    for (const device of [phone, desk]) {
      await device.goto(address);
      await device.getByRole('combobox', { name: 'Period' }).selectOption('2022-07-01');
    }
    await desk.getByLabel('Count', { exact: true }).fill('1.040');
    await desk.getByLabel('Out of').fill('1.100');
    await desk.getByText('Draft saved').waitFor();
    await desk.getByRole('button', { name: 'Send', exact: true }).click();
    await desk.getByText('Sent. Thank you.').waitFor();
    expect(await desk.getByLabel('Count', { exact: true }).inputValue()).toBe('1040');

    for (const partner of partners) partner.expects(/409/);
    await phone.getByLabel('Count', { exact: true }).fill('9');
    await phone.getByLabel('Out of').fill('10');
    await phone.getByRole('button', { name: 'Send', exact: true }).click();
    await phone.getByText('sent from another device meanwhile').waitFor();
    expect(await phone.getByLabel('Count', { exact: true }).inputValue()).toBe('9');
    await phone.getByRole('button', { name: 'Keep what is here' }).click();
    // On a slow network: whoever goes on to another period while the form is asked for again loses nothing of what they type.
    await phone.route('**/data-form', async (route) => {
      await phone.waitForTimeout(1000);
      await route.continue();
    });
    const [request, shownAgain] = [phone.waitForRequest('**/data-form'), phone.waitForResponse('**/data-form')];
    await phone.getByRole('button', { name: 'Send the correction' }).click();
    await request;

    // The period that was begun is shown again, though an older one is missing too.
    await phone.getByRole('combobox', { name: 'Period' }).selectOption('2023-07-01');
    await phone.getByLabel('Count', { exact: true }).fill('33');
    await shownAgain;
    await phone.unroute('**/data-form');
    await phone.getByText('Draft saved').waitFor();
    expect(await phone.getByLabel('Count', { exact: true }).inputValue()).toBe('33');
    await phone.reload();
    await phone.getByLabel('Count', { exact: true }).waitFor();
    expect(await phone.getByRole('combobox', { name: 'Period' }).inputValue()).toBe('2023-07-01');
    expect(await phone.getByLabel('Count', { exact: true }).inputValue()).toBe('33');

    const renewed = await makeLink('Make a new link');
    for (const partner of partners) partner.expects(/404/);
    await phone.reload();
    await phone.getByText('still on this device').waitFor();
    await phone.getByText(`${everybody}: 33`).waitFor();
    expect(await violations(phone)).toEqual([]);
    await phone.goto(renewed);
    await phone.getByRole('combobox', { name: 'Period' }).selectOption('2023-07-01');
    expect(await phone.getByLabel('Count', { exact: true }).inputValue()).toBe('33');
    await desk.goto(renewed);
    await desk.getByRole('combobox', { name: 'Period' }).selectOption('2023-07-01');
    expect(await desk.getByLabel('Count', { exact: true }).inputValue()).toBe('');
  });

  it('are not asked for by a link that was revoked, and the form says whom to ask', async () => {
    const stranger = await visit('stranger', { size: 'phone', url: server.url });
    stranger.expects(/404/);
    await stranger.page.goto(`/answer#${'0'.repeat(32)}${'x'.repeat(43)}`);
    await stranger.page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    expect(await violations(stranger.page)).toEqual([]);
  });
});
