import { describe, expect, it } from 'vitest';
import { useBrowser, visit, type Visitor } from '../support/browser.ts';
import { cycleIn, mark, readCycle, write } from '../support/network.ts';

useBrowser();

const goOn = (page: Visitor['page'], name: string) => page.getByRole('button', { name, exact: true }).click();

/** Types as a person does, with time for what comes in meanwhile. */
async function typeSlowly(visitor: Visitor, label: string, text: string): Promise<void> {
  const field = visitor.page.getByRole('textbox', { name: label, exact: true });
  await field.click();
  await field.pressSequentially(text, { delay: 60 });
}

describe('a button that moves a test on', () => {
  it('saves what is typed in Do, then begins Study', async () => {
    const visitor = await visit('facilitator');
    const id = await cycleIn(visitor, 'do', `Rhymes at pick-up ${mark()}`);
    await visitor.open(`/cycles/${id}`);
    await typeSlowly(visitor, 'What happened', 'Nine rhymed along.');
    await goOn(visitor.page, 'Go on to Study');
    await visitor.page.getByRole('button', { name: 'Go on to Act' }).waitFor();
    expect(await readCycle(visitor, id)).toMatchObject({ stage: 'study', whatHappened: 'Nine rhymed along.' });
  });

  it('saves all of Study, then begins Act', async () => {
    const visitor = await visit('facilitator');
    const { page } = visitor;
    const id = await cycleIn(visitor, 'study', `Names on the wall ${mark()}`);
    await visitor.open(`/cycles/${id}`);
    await typeSlowly(visitor, 'Result', 'Twelve');
    await typeSlowly(visitor, 'Evidence', 'The list by the door');
    await page.getByRole('radio', { name: 'As predicted', exact: true }).check();
    await typeSlowly(visitor, 'What was learned', 'Names help.');
    await goOn(page, 'Go on to Act');
    await page.getByRole('radio', { name: 'Adopt' }).waitFor();
    expect(await readCycle(visitor, id)).toMatchObject({
      stage: 'act',
      learned: 'Names help.',
      questions: [{ result: 'Twelve', evidence: 'The list by the door', verdict: 'met' }],
    });
  });

  it('saves a prediction that is still in its form before it is locked', async () => {
    const visitor = await visit('facilitator');
    const { page } = visitor;
    const id = await cycleIn(visitor, 'plan', `Two songs ${mark()}`);
    await visitor.open(`/cycles/${id}`);
    await goOn(page, 'Edit the question');
    await page.getByLabel(/^Prediction/).fill('Fourteen of fifteen');
    await goOn(page, 'Begin Do and lock the predictions');
    await page.getByText(/^Locked /).waitFor();
    expect((await readCycle(visitor, id)).questions[0]?.prediction).toBe('Fourteen of fifteen');
  });

  it('moves nothing and loses nothing while what is typed cannot be saved', async () => {
    const visitor = await visit('facilitator');
    const { page } = visitor;
    const id = await cycleIn(visitor, 'study', `A clock with pictures ${mark()}`);
    await visitor.open(`/cycles/${id}`);
    await typeSlowly(visitor, 'Value', 'about ten');
    await typeSlowly(visitor, 'What was learned', 'Half of them look.');
    await goOn(page, 'Go on to Act');
    await page.getByText('the test stays in this stage').waitFor();
    expect(await page.getByLabel('What was learned').inputValue()).toBe('Half of them look.');
    expect(await readCycle(visitor, id)).toMatchObject({ stage: 'study', learned: '' });
    // The title stays a title beside a message.
    expect((await page.getByRole('heading', { level: 1 }).boundingBox())?.width).toBeGreaterThan(300);
  });

  it('moves nothing and loses nothing when the network is cut between', async () => {
    const visitor = await visit('facilitator');
    const { page } = visitor;
    const id = await cycleIn(visitor, 'study', `Hats for roles ${mark()}`);
    await visitor.open(`/cycles/${id}`);
    await typeSlowly(visitor, 'What was learned', 'Roles help the shy.');
    await visitor.cutNetwork();
    await goOn(page, 'Go on to Act');
    await page.getByText('1 entry is kept on this device').waitFor();
    expect((await readCycle(await visit('member'), id)).stage).toBe('study');
    await visitor.restoreNetwork();
    await expect
      .poll(async () => (await readCycle(await visit('member'), id)).learned, { timeout: 30_000, interval: 1_000 })
      .toBe('Roles help the shy.');
    expect((await readCycle(visitor, id)).stage).toBe('study');
  });

  it('keeps the text of who typed while somebody else moved the stage', async () => {
    const visitor = await visit('facilitator');
    const other = await visit('director');
    const { page } = visitor;
    const id = await cycleIn(visitor, 'study', `Photos of home ${mark()}`);
    await visitor.open(`/cycles/${id}`);
    await typeSlowly(visitor, 'What was learned', 'Photos start talk.');
    const { version } = await readCycle(other, id);
    await write(other, 'beginAct', { id, version });
    await page.getByRole('radio', { name: 'Adopt' }).waitFor();
    expect(await page.getByLabel('What was learned').first().inputValue()).toBe('Photos start talk.');
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    await expect.poll(async () => (await readCycle(other, id)).learned).toBe('Photos start talk.');
  });
});
