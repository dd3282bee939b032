import { describe, expect, it } from 'vitest';
import { fileOfPasted, hasHeader, readPasted } from './pasted.ts';

const names = { period: 'Period', value: 'Value' };

describe('what is pasted from a spreadsheet', () => {
  it('is read with tabs, quotes and line ends inside cells', () => {
    const table = readPasted('District\tShare\r\n"New\nHaven"\t"1,059"\r\n"The ""Bridge"""\t45.2%\r\n');
    expect(table).toEqual({
      header: ['District', 'Share'],
      rows: [
        ['New\nHaven', '1,059'],
        ['The "Bridge"', '45.2%'],
      ],
      isEven: true,
    });
  });

  it('is read with commas or semicolons where there are no tabs', () => {
    expect(readPasted('a,b\n1,2').rows).toEqual([['1', '2']]);
    expect(readPasted('a;b\n1,5;2').rows).toEqual([['1,5', '2']]);
  });

  it('gets a header when it begins with a period and its value', async () => {
    const table = readPasted('2018-19\t45.2%\n2019-20\t46.0%');
    expect(hasHeader(table)).toBe(false);
    expect(await fileOfPasted(table, 'pasted.tsv', names).text()).toBe(
      'Period\tValue\r\n2018-19\t45.2%\r\n2019-20\t46.0%\r\n',
    );
  });

  it('keeps a header of years, as of a wide table, and quotes what needs it', async () => {
    const table = readPasted('District\t2018\t2019\n"A\tB"\t1\t2');
    expect(hasHeader(table)).toBe(true);
    expect(await fileOfPasted(table, 'pasted.tsv', names).text()).toBe('District\t2018\t2019\r\n"A\tB"\t1\t2\r\n');
  });

  it('says when rows have other numbers of cells than the header', () => {
    expect(readPasted('a\tb\n1').isEven).toBe(false);
  });
});
