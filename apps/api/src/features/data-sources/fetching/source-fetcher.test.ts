import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Publisher } from '../../../../../../test/support/publisher.ts';
import { testSettings } from '../../../../../../test/support/world.ts';
import { SourceFetcher } from './source-fetcher.ts';

const [data, files, inside] = ['data.example.gov', 'files.example.org', 'inside.example.org'];
const mostBytes = 10_000;

describe('fetching a publisher’s file', () => {
  let publisher: Publisher;
  let fetcher: SourceFetcher;
  beforeAll(async () => {
    publisher = await new Publisher().start();
  });
  afterAll(() => publisher.stop());
  beforeEach(() => {
    publisher.requests.length = 0;
    publisher.dialed.length = 0;
    publisher.answers.clear();
    fetcher = new SourceFetcher(testSettings({ fetchHosts: [data, files, inside] }));
    publisher.standFor(fetcher, {
      [data]: ['93.184.216.34'],
      [files]: ['93.184.216.35'],
      [inside]: ['10.0.0.7'],
    });
  });

  const read = async (path: string, host = data) => {
    const { name, content } = await fetcher.fetch(`https://${host}${path}`, mostBytes);
    return { name, content: await text(content) };
  };
  const refusalOf = (rule: string) => ({ extensions: { code: 'REFUSED', rule } });

  it('brings it with its name, and tells the publisher nothing of whoever asks', async () => {
    publisher.file('/rows.csv?year=2025', 'a,b\n1,2\n', { 'set-cookie': 'visitor=1' });
    publisher.file('/again', 'a,b\n', { 'content-disposition': 'attachment; filename="../../Rates 2025.csv"' });
    expect(await read('/rows.csv?year=2025')).toEqual({ name: 'rows.csv', content: 'a,b\n1,2\n' });
    expect(await read('/again')).toEqual({ name: 'Rates 2025.csv', content: 'a,b\n' });
    expect(publisher.dialed).toEqual(['93.184.216.34', '93.184.216.34']);
    for (const { headers, host } of publisher.requests) {
      expect(host).toBe(data);
      expect(Object.keys(headers).toSorted()).toEqual([
        'accept',
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ]);
    }
  });

  it('opens no host that the setting does not name, and asks nobody where it is', async () => {
    fetcher = new SourceFetcher(testSettings());
    let lookups = 0;
    fetcher.resolve = () => {
      lookups += 1;
      return Promise.resolve(['93.184.216.34']);
    };
    await expect(read('/rows.csv')).rejects.toMatchObject(refusalOf('FETCH_HOST_CLOSED'));
    expect([lookups, fetcher.mayFetch(`https://${data}/rows.csv`)]).toEqual([0, false]);
  });

  it.each([
    'http://data.example.gov/',
    'https://data.example.gov:8443/',
    'https://a:b@data.example.gov/',
    'https://127.0.0.1/',
  ])('does not open %s, itself or as where an address leads to', async (address) => {
    await expect(fetcher.fetch(address, mostBytes)).rejects.toMatchObject(refusalOf('FETCH_ADDRESS_CLOSED'));
    publisher.leadOn('/on', address);
    await expect(read('/on')).rejects.toMatchObject(refusalOf('FETCH_ADDRESS_CLOSED'));
    expect(publisher.dialed).toHaveLength(1);
  });

  it('connects to no host that has a private address, also where one of its addresses is public', async () => {
    await expect(read('/rows.csv', inside)).rejects.toMatchObject(refusalOf('FETCH_ADDRESS_PRIVATE'));
    publisher.standFor(fetcher, { [data]: ['93.184.216.34', '169.254.169.254'] });
    await expect(read('/rows.csv')).rejects.toMatchObject(refusalOf('FETCH_ADDRESS_PRIVATE'));
    publisher.standFor(fetcher, { [data]: ['::ffff:10.0.0.1'] });
    await expect(read('/rows.csv')).rejects.toMatchObject(refusalOf('FETCH_ADDRESS_PRIVATE'));
    expect(publisher.dialed).toEqual([]);
  });

  it('looks at each place to which an address leads as at the first', async () => {
    publisher.file('/there.csv', 'a,b\n1,2\n');
    publisher.leadOn('/on', `https://${files}/there.csv`, 307);
    expect(await read('/on')).toEqual({ name: 'there.csv', content: 'a,b\n1,2\n' });
    expect(publisher.dialed).toEqual(['93.184.216.34', '93.184.216.35']);
    publisher.leadOn('/private', `https://${inside}/there.csv`);
    await expect(read('/private')).rejects.toMatchObject(refusalOf('FETCH_ADDRESS_PRIVATE'));
    publisher.leadOn('/elsewhere', 'https://elsewhere.example.com/there.csv');
    await expect(read('/elsewhere')).rejects.toMatchObject(refusalOf('FETCH_HOST_CLOSED'));
    expect(publisher.dialed).toHaveLength(4);
  });

  it('connects to the address that was looked at, whatever the host’s name means a moment later', async () => {
    publisher.file('/rows.csv', 'a,b\n1,2\n');
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    fetcher.resolve = () => Promise.resolve(answers.shift() ?? []);
    expect((await read('/rows.csv')).content).toBe('a,b\n1,2\n');
    expect(publisher.dialed).toEqual(['93.184.216.34']);
    await expect(read('/rows.csv')).rejects.toMatchObject(refusalOf('FETCH_ADDRESS_PRIVATE'));
  });

  it('does not follow for ever', async () => {
    publisher.leadOn('/round', '/round');
    await expect(read('/round')).rejects.toMatchObject(refusalOf('FETCH_REDIRECTS'));
    expect(publisher.requests).toHaveLength(6);
  });

  it('takes no more than it may, whatever the answer says of its length', async () => {
    publisher.file('/honest.csv', 'x'.repeat(mostBytes + 1), { 'content-length': String(mostBytes + 1) });
    const tooLarge = { extensions: { code: 'INVALID', refusals: { file: { code: 'FILE_LARGE' } } } };
    await expect(fetcher.fetch(`https://${data}/honest.csv`, mostBytes)).rejects.toMatchObject(tooLarge);
    let sent = 0;
    publisher.answers.set('/endless.csv', (response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(1_000))) sent += 1_000;
      };
      response.on('drain', more);
      more();
    });
    await expect(read('/endless.csv')).rejects.toMatchObject(tooLarge);
    expect(sent).toBeGreaterThan(0);
  });

  it('gives up on what does not answer, falls silent, or drips', async () => {
    publisher.answers.set('/silent', () => undefined);
    publisher.answers.set('/stops', (response) => response.write('a,b\n'));
    publisher.answers.set('/drips', (response) => {
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
    });
    Object.assign(fetcher.patienceMs, { silence: 50 });
    await expect(read('/silent')).rejects.toMatchObject(refusalOf('FETCH_SLOW'));
    await expect(read('/stops')).rejects.toMatchObject(refusalOf('FETCH_SLOW'));
    Object.assign(fetcher.patienceMs, { silence: 20_000, whole: 100 });
    await expect(read('/drips')).rejects.toMatchObject(refusalOf('FETCH_SLOW'));
    fetcher.resolve = () => new Promise(() => undefined);
    await expect(read('/rows.csv')).rejects.toMatchObject(refusalOf('FETCH_SLOW'));
  });

  it('says nothing of why a host could not be reached', async () => {
    publisher.answers.set('/cut', (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('a,b\n');
      setImmediate(() => response.destroy());
    });
    await expect(read('/cut')).rejects.toMatchObject(refusalOf('FETCH_UNREACHED'));
    await expect(read('/nothing')).rejects.toMatchObject({
      extensions: { rule: 'FETCH_ANSWERED', params: { status: 404 } },
    });
    fetcher.resolve = () => Promise.reject(new Error('ENOTFOUND resolver.internal'));
    const failed: unknown = await read('/rows.csv').catch((error: unknown) => error);
    expect(failed).toMatchObject(refusalOf('FETCH_UNREACHED'));
    expect(JSON.stringify(failed)).not.toContain('internal');
  });

  it('believes nobody who cannot show the host’s certificate', async () => {
    publisher.file('/rows.csv', 'a,b\n1,2\n');
    fetcher = new SourceFetcher(testSettings({ fetchHosts: ['other.example.com'] }));
    publisher.standFor(fetcher, { 'other.example.com': ['93.184.216.34'] });
    await expect(read('/rows.csv', 'other.example.com')).rejects.toMatchObject(refusalOf('FETCH_UNREACHED'));
    expect(publisher.requests).toEqual([]);
  });
});
