import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { strToU8, zipSync } from 'fflate';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { engines } from '../../../../../../test/support/database.ts';
import { ImportSteps, readinessHeader, selectAsOwner } from '../../../../../../test/support/imports.ts';
import { createWorld, password, type World } from '../../../../../../test/support/world.ts';
import { Writes } from '../../../writes/writes.ts';
import { ImportReadsService } from '../import-reads.service.ts';
import { ImportFiles } from './import-files.ts';

const line = 'Bridgeport,2018-19,All,200,100,50';

/** What an Office file of before 2007 begins with, and names that lie in it as UTF-16. */
const officeFile = (...names: string[]): Buffer =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), ...names.map((name) => Buffer.from(name, 'utf16le'))]);

/** A workbook of texts, as small as one can be. */
function workbook(sheets: Record<string, string[][]>): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const names = Object.keys(sheets);
  const relationships = (kind: string, targets: string[]): string =>
    `<Relationships>${targets.map((target, at) => `<Relationship Id="r${at}" Type="${office}/${kind}" Target="${target}"/>`).join('')}</Relationships>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationships('officeDocument', ['xl/workbook.xml']),
    'xl/_rels/workbook.xml.rels': relationships(
      'worksheet',
      names.map((_name, at) => `worksheets/sheet${at}.xml`),
    ),
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheets>${names.map((name, at) => `<sheet name="${name}" r:id="r${at}"/>`).join('')}</sheets></workbook>`,
  };
  names.forEach((name, at) => {
    const rows = (sheets[name] ?? []).map(
      (cells) => `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
    );
    files[`xl/worksheets/sheet${at}.xml`] = `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;
  });
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)]))));
}
const plain = `${readinessHeader}\n${line}\n`;

describe.each(engines)('files that come in on %s', (engine) => {
  let world: World;
  let steps: ImportSteps;
  let cookie: string;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = new ImportSteps(world);
    const payload = { email: 'datamanager@harbor.test', password };
    const answer = await world.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload });
    cookie = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  });
  afterAll(() => world.close());

  const adding: Parameters<ImportSteps['check']>[1] = ({ place, population }) => {
    place.unknown = 'add';
    population.unknown = 'add';
  };

  it.each([
    ['nothing at all', Buffer.alloc(0), 'is empty'],
    [
      'a damaged workbook',
      Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from('xl/workbook.xml [Content_Types]')]),
      'damaged',
    ],
    ['an old workbook', officeFile('Workbook'), 'old Excel'],
    ['a workbook with a password', officeFile('EncryptedPackage'), 'password'],
    ['a workbook with a password, told at its end', officeFile('x'.repeat(200_000), 'EncryptedPackage'), 'password'],
    [
      'an OpenDocument sheet',
      Buffer.from(zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }] })),
      'OpenDocument',
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'PDF'],
    ['a web page', Buffer.from('<!doctype html><html><body>Sign in</body></html>'), 'web page'],
    ['bytes that are no text', Buffer.from([0, 1, 2, 0, 255, 3, 0, 9, 0, 7]), 'no text file'],
    ['text without columns', Buffer.from('one\ntwo\nthree\n'), 'one column only'],
    ['a header alone', Buffer.from(`${readinessHeader}\n`), 'no data'],
    [
      'rows of single persons',
      Buffer.from('Student ID,District,Year,Share\n100201,Bridgeport,2018-19,98\n100202,Bridgeport,2018-19,81\n'),
      'one person (“Student ID”)',
    ],
  ])('refuses %s, says what to do, and keeps nothing', async (_what, content, words) => {
    const answer = await post(content, 'file.csv');
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining(words),
      fields: { file: expect.any(String) },
    });
    expect(await selectAsOwner(world, 'SELECT 1 FROM import WHERE bytes = $1', [content.length])).toEqual([]);
  });

  it.each<[string, string | Uint8Array]>([
    ['a byte-order mark', `\uFEFF${plain}`],
    ['bare CR line ends', plain.replaceAll('\n', '\r')],
    ['CR LF line ends', plain.replaceAll('\n', '\r\n')],
    ['UTF-16', Buffer.from(`\uFEFF${plain}`, 'utf16le')],
    ['semicolons', plain.replaceAll(',', ';')],
    ['titles and a spanning header', `"Readiness, 2018-19",,,,,\n,,,,,\n,,,Children,,\n${plain}`],
  ])('reads a file with %s', async (_what, content) => {
    const checked = await steps.check(content, (mapping) => {
      adding(mapping);
      const [source] = mapping.indicators;
      // Under a spanning title the names of the columns are longer.
      if (source && typeof content === 'string' && content.includes('Children')) {
        mapping.indicators = [
          {
            ...source,
            denominator: { column: 'Children Tested' },
            numerator: { column: 'Children Ready' },
            value: { column: 'Children Share' },
          },
        ];
      }
    });
    expect(checked).toMatchObject({ errors: 0, rowsAccepted: 1 });
  });

  it('keeps one file whole of uploads that meet under one id, and drops none without a word', async () => {
    const contents = Array.from(
      { length: 6 },
      (_, at) => `${readinessHeader}\n${line}\n${line.replace('Bridgeport', `Town ${at % 2}`)}\n`,
    );
    const id = uuidv7();
    const upload = (content: string) =>
      steps.service.upload(steps.viewer, { id, name: 'a.csv', content: Readable.from([Buffer.from(content)]) });
    const answers = await Promise.allSettled(contents.map(upload));
    const [file] = await selectAsOwner<{ sha256: string }>(world, 'SELECT sha256 FROM import WHERE id = $1', [id]);
    const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');
    expect(answers).toMatchObject(
      contents.map((content) =>
        hashOf(content) === file?.sha256
          ? { status: 'fulfilled', value: { id, sha256: file.sha256 } }
          : { status: 'rejected', reason: { extensions: { code: 'REFUSED' } } },
      ),
    );
    const winner = contents.find((content) => hashOf(content) === file?.sha256) ?? '';
    const other = contents.find((content) => hashOf(content) !== file?.sha256) ?? '';
    expect(await upload(winner)).toMatchObject({ id });
    await expect(upload(other)).rejects.toMatchObject({ extensions: { rule: 'UPLOAD_ID_TAKEN' } });
    await expect(upload('nothing to read')).rejects.toMatchObject({ extensions: { rule: 'UPLOAD_ID_TAKEN' } });
    const files = world.app.get(ImportFiles, { strict: false });
    const stored = await files.stream(world.director.partnershipId, id);
    expect(Symbol.asyncIterator in stored ? await text(stored as Readable) : '').toBe(winner);
  });

  it('keeps the file of an upload whose answer never came, for the retry', async () => {
    const [id, content] = [uuidv7(), `${readinessHeader}\n${line}\n`];
    const upload = () =>
      steps.service.upload(steps.viewer, { id, name: 'a.csv', content: Readable.from([Buffer.from(content)]) });
    const writes = world.app.get(Writes, { strict: false });
    const run = writes.run.bind(writes) as (...parts: unknown[]) => Promise<unknown>;
    vi.spyOn(writes, 'run').mockImplementationOnce((async (...parts: unknown[]) => {
      await run(...parts);
      throw new Error('Connection terminated unexpectedly');
    }) as never);
    await expect(upload()).rejects.toThrow('Connection terminated');
    const again = await upload();
    expect(await steps.service.see(steps.viewer, { ...steps.step(again), file: {} })).toMatchObject({ id });
  });

  it('reads a workbook as it reads text, and another of its sheets when told', async () => {
    const table = [readinessHeader.split(','), ['Bridgeport', '2018-19', 'All', '200', '100', '50']];
    const other = [readinessHeader.split(','), ['Bridgeport', '2019-20', 'All', '200', '120', '60']];
    const content = workbook({ Notes: [['Children ready, by year']], Table: [['Readiness'], ...table], Later: other });
    const checked = await steps.check(content, adding);
    expect(checked).toMatchObject({ errors: 0, rowsAccepted: 1 });
    expect(checked.seen.shape).toMatchObject({
      headerLine: 2,
      titleLines: [{ line: 1, text: 'Readiness' }],
      workbook: { sheet: 'Table', sheets: [{ name: 'Notes' }, { name: 'Table' }, { name: 'Later' }] },
    });
    expect(checked.seen.sample).toEqual([{ line: 3, cells: table[1] }]);
    const later = await steps.check(content, (mapping) => {
      adding(mapping);
      mapping.file = { sheet: 'Later' };
    });
    expect(later).toMatchObject({ errors: 0, rowsAccepted: 1 });
    expect(later.seen.sample).toEqual([{ line: 2, cells: other[1] }]);
    const none = steps.check(content, (mapping) => {
      mapping.file = { sheet: 'None' };
    });
    await expect(none).rejects.toMatchObject({ fields: { file: expect.stringContaining('no sheet “None”') } });
  });

  it('reads the sheets of a workbook whose columns are alike as one, where a person wants it', async () => {
    const rows = (period: string, ...values: string[]) => [
      readinessHeader.split(','),
      ...['Bridgeport', 'Avon', 'Bethel'].map((place, at) => [place, period, 'All', '200', '100', values[at] ?? '50']),
    ];
    const content = workbook({
      'Year 1': rows('2018-19'),
      Glossary: [
        ['Word', 'Meaning'],
        ['n', 'number'],
      ],
      'Year 2': rows('2019-20', '50', '250'),
    });
    const { seen } = await steps.upload(content);
    expect(seen.shape.alike).toEqual(['Year 1', 'Year 2']);
    const checked = await steps.check(content, (mapping) => {
      adding(mapping);
      mapping.file = { together: true };
    });
    expect(checked.rowsAccepted).toBe(5);
    expect(checked.seen.shape.columns.at(-1)?.name).toBe('Sheet');
    const reads = world.app.get(ImportReadsService, { strict: false });
    const csv = await text(Readable.from(await reads.problemsCsv(steps.viewer, checked.id)));
    expect(csv).toContain('3 (Year 2)');
  });

  const wideRows = [
    ['Name', 'N Girls 2018-19', '% Girls 2018-19', 'N Boys 2018-19', '% Boys 2018-19', 'Note'],
    ['Harbor County'],
    ['Avonlea', '40', '50', '40', '25', ''],
    ['Bethany', '30', '*', '20', '60', 'preliminary'],
    ['Avonlea', '40', '55', '40', '25', ''],
    ['Far County'],
    ['Avonlea', '10', '30', '10', '40', ''],
  ];
  const wide: Parameters<ImportSteps['check']>[1] = (mapping) => {
    adding(mapping);
    const [{ numerator: _n, denominator: _d, value: _v, ...source } = { indicatorKey: '' }] = mapping.indicators;
    Object.assign(mapping, {
      period: { from: 'constant', label: '2018-19' },
      place: { labelColumn: 'Name', unknown: 'add' },
      population: { ...mapping.population, columns: [] },
      indicators: [{ ...source, when: [{ column: 'County', is: 'one_of', values: ['Harbor County'] }] }],
      sections: [{ as: 'County', column: 'Name', rows: 'alone' }],
      duplicates: 'last',
      provisional: [[{ column: 'Note', is: 'one_of', values: ['Preliminary'] }]],
      wide: ['Girls', 'Boys'].flatMap((group) => [
        { column: `N ${group} 2018-19`, part: 'denominator', period: '2018-19', population: [group] },
        { column: `% ${group} 2018-19`, part: 'value', period: '2018-19', population: [group] },
      ]),
    });
  };

  it.each([
    ['text', Buffer.from(wideRows.map((cells) => [...cells, '', '', '', '', ''].slice(0, 6).join(',')).join('\n'))],
    ['a workbook', workbook({ Table: wideRows })],
  ])(
    'reads groups of columns under sections out of %s, keeps the last of two lines, and what is provisional',
    async (_what, content) => {
      const checked = await steps.check(content, wide);
      expect(checked).toMatchObject({ errors: 0, rowsAccepted: 4 });
      expect(checked.report?.summary).toMatchObject({ sectionRows: 2, otherRows: 1, duplicatesLeftOut: 1 });
      const staged = await selectAsOwner<Record<string, unknown>>(
        world,
        `SELECT place_label AS place, population_label AS "group", value, denominator, status, provisional FROM staged_observation
       WHERE import_id = $1 ORDER BY 1, 2`,
        [checked.id],
      );
      const row = (place: string, group: string, value: number | null, denominator: number, provisional: boolean) => ({
        place,
        group,
        value,
        denominator,
        provisional,
        status: value === null ? 'suppressed_by_source' : 'reported',
      });
      expect(staged).toEqual([
        row('Avonlea', 'Boys', 25, 40, false),
        row('Avonlea', 'Girls', 55, 40, false),
        row('Bethany', 'Boys', 60, 20, true),
        row('Bethany', 'Girls', null, 30, true),
      ]);
    },
  );

  it('reads Windows-1252, and tells five columns with one name apart', async () => {
    const text =
      'District,Year,Tested,Level 1 Count,%,Level 2 Count,%,Level 3 Count,%,Level 4 Count,%,Level 5 Count,%\nPe\xf1asco,2018-19,100,10,10,20,20,30,30,20,20,20,20\n';
    const uploaded = await steps.upload(Buffer.from(text, 'latin1'));
    expect(uploaded.seen.shape.encoding).toBe('windows-1252');
    const names = uploaded.seen.shape.columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.endsWith('%'))).toHaveLength(5);
    expect(uploaded.seen.sample[0]?.cells[0]).toBe('Peñasco');
  });

  it('takes a file by HTTP once, and shows its problems as CSV', async () => {
    const id = uuidv7();
    const bad = `${readinessHeader}\n=cmd(),2018-19,All,200,100,50\n`;
    const first = await post(Buffer.from(bad), 'über.csv', id);
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({ id, state: 'uploaded', fileName: 'über.csv', abilities: ['canImport'] });
    const again = await post(Buffer.from(bad), 'über.csv', id);
    expect(again.json()).toMatchObject({ id, version: 1 });
    const checked = await steps.check(bad);
    const url = `/imports/${checked.id}/problems.csv?partnership=${world.director.partnershipId}`;
    const csv = await world.app.inject({ url, headers: { cookie } });
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain(`2,error,unknown_place,District,"'=cmd()"`);
    const other = await world.app.inject({
      url: url.replace(world.director.partnershipId, world.outsider.partnershipId),
      headers: { cookie },
    });
    expect(other.statusCode).toBe(404);
    expect((await world.app.inject({ url })).statusCode).toBe(401);
  });

  it('takes no file from another site, from strangers, for another partnership, or above the limit', async () => {
    const content = Buffer.from(plain);
    expect((await post(content, 'f.csv', uuidv7(), { 'x-partnership': '' })).statusCode).toBe(422);
    expect((await post(content, 'f.csv', uuidv7(), { cookie: '' })).statusCode).toBe(401);
    const { partnershipId } = world.outsider;
    expect((await post(content, 'f.csv', uuidv7(), { 'x-partnership': partnershipId }, partnershipId)).statusCode).toBe(
      404,
    );
    expect((await post(content, 'f.csv', 'no-id')).json()).toMatchObject({ fields: { id: expect.any(String) } });
    const files = world.app.get(ImportFiles, { strict: false });
    const { limit } = files;
    files.limit = 40;
    expect((await post(content, 'f.csv')).json()).toMatchObject({
      code: 'INVALID',
      fields: { file: expect.stringContaining('larger') },
    });
    files.limit = limit;
  });

  it('takes a file that is larger than any other request may be', async () => {
    const large = `${readinessHeader}\n${`${line}\n`.repeat(60_000)}`;
    expect(large.length).toBeGreaterThan(1_048_576);
    expect((await post(Buffer.from(large), 'large.csv')).statusCode).toBe(201);
  });

  function post(
    content: Buffer,
    name: string,
    id = uuidv7(),
    headers: Record<string, string> = {},
    partnership = world.director.partnershipId,
  ) {
    return world.app.inject({
      method: 'POST',
      url: `/imports?partnership=${partnership}&id=${id}&name=${encodeURIComponent(name)}`,
      headers: { cookie, 'x-partnership': partnership, 'content-type': 'application/octet-stream', ...headers },
      payload: content,
    });
  }
});
