import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from './settings.ts';

const SECRET = 'a-secret-that-is-long-enough-for-anything';
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function faultsOf(env: Record<string, string>): string[] {
  try {
    readSettings({ DATA_DIR: dataDir, ...env });
  } catch (error) {
    if (error instanceof SettingsError) return error.faults.map((fault) => fault.variable);
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  it('runs on the embedded database with the demo when nothing is set', () => {
    const settings = readSettings({ DATA_DIR: dataDir });
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 4100,
      publicUrl: 'http://127.0.0.1:4100',
      database: { kind: 'embedded' },
      demo: true,
      production: false,
      redisUrl: undefined,
    });
  });

  it('keeps one generated secret that only the owner can read', () => {
    const first = readSettings({ DATA_DIR: dataDir }).authSecret;
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(readSettings({ DATA_DIR: dataDir }).authSecret).toBe(first);
    expect(statSync(join(dataDir, 'auth-secret')).mode & 0o777).toBe(0o600);
  });

  it('refuses a damaged kept secret instead of signing with it', () => {
    writeFileSync(join(dataDir, 'auth-secret'), 'short');
    expect(faultsOf({})).toEqual(['AUTH_SECRET']);
  });

  it('takes an empty variable as absent', () => {
    expect(readSettings({ DATA_DIR: dataDir, DATABASE_URL: '', PORT: ' ' })).toMatchObject({
      port: 4100,
      database: { kind: 'embedded' },
    });
  });

  it('never has the demo on PostgreSQL or on an address others reach', () => {
    const url = 'postgres://app@db/throughline';
    expect(readSettings({ DATA_DIR: dataDir, DATABASE_URL: url, AUTH_SECRET: SECRET }).demo).toBe(false);
    expect(readSettings({ DATA_DIR: dataDir, HOST: '0.0.0.0' }).demo).toBe(false);
    expect(faultsOf({ DATABASE_URL: url, AUTH_SECRET: SECRET, THROUGHLINE_DEMO: '1' })).toEqual(['THROUGHLINE_DEMO']);
    expect(faultsOf({ HOST: '0.0.0.0', THROUGHLINE_DEMO: '1' })).toEqual(['THROUGHLINE_DEMO']);
    expect(readSettings({ DATA_DIR: dataDir, THROUGHLINE_DEMO: '0' }).demo).toBe(false);
  });

  it('never has the demo in production or under an address that others know', () => {
    expect(readSettings({ DATA_DIR: dataDir, NODE_ENV: 'production' }).demo).toBe(false);
    expect(faultsOf({ NODE_ENV: 'production', THROUGHLINE_DEMO: '1' })).toEqual(['THROUGHLINE_DEMO']);
    const publicUrl = 'https://network.example.org';
    expect(readSettings({ DATA_DIR: dataDir, PUBLIC_URL: publicUrl }).demo).toBe(false);
    expect(faultsOf({ PUBLIC_URL: publicUrl, THROUGHLINE_DEMO: '1' })).toEqual(['THROUGHLINE_DEMO']);
    expect(readSettings({ DATA_DIR: dataDir, PUBLIC_URL: 'http://[::1]:4100' }).demo).toBe(true);
  });

  it.each([
    'https://example.org/throughline',
    'https://example.org?x=1',
    'https://example.org#x',
    'https://a@example.org',
  ])('refuses an address with more than scheme and host, since links are built upon it: %s', (PUBLIC_URL) => {
    expect(faultsOf({ PUBLIC_URL })).toEqual(['PUBLIC_URL']);
  });

  it('needs to know whom mail is from where it is sent, and lays it into a folder elsewhere', () => {
    expect(readSettings({ DATA_DIR: dataDir })).toMatchObject({
      mail: { kind: 'folder' },
      mailFrom: 'Throughline <throughline@127.0.0.1>',
    });
    const url = 'smtps://user:word@mail.example.org';
    const from = 'Harbor <hello@harbor.example.org>';
    expect(readSettings({ DATA_DIR: dataDir, SMTP_URL: url, MAIL_FROM: from })).toMatchObject({
      mail: { kind: 'smtp', url },
      mailFrom: from,
    });
    expect(faultsOf({ SMTP_URL: url })).toEqual(['MAIL_FROM']);
    expect(faultsOf({ SMTP_URL: 'mail.example.org:25' })).toEqual(['SMTP_URL']);
    for (const wrong of ['nobody', 'Harbor <nobody>', 'a@b.org, c@d.org', 'A <a@b.org>\nBcc: c@d.org'])
      expect(faultsOf({ MAIL_FROM: wrong })).toEqual(['MAIL_FROM']);
  });

  it('believes one proxy in production and none elsewhere, unless it is told', () => {
    expect(readSettings({ DATA_DIR: dataDir }).proxies).toBe(0);
    expect(readSettings({ DATA_DIR: dataDir, NODE_ENV: 'production' }).proxies).toBe(1);
    expect(readSettings({ DATA_DIR: dataDir, NODE_ENV: 'production', PROXIES: '2' }).proxies).toBe(2);
    expect(faultsOf({ PROXIES: 'all' })).toEqual(['PROXIES']);
  });

  it('lists every fault at once and generates nothing', () => {
    const faults = faultsOf({
      PORT: '99999',
      DATABASE_URL: 'mysql://root@db',
      REDIS_URL: 'localhost',
      PUBLIC_URL: 'ftp://x',
      POOL_SIZE: '0',
      NODE_ENV: 'prod',
      THROUGHLINE_DEMO: 'yes',
    });
    expect(faults.toSorted()).toEqual([
      'AUTH_SECRET',
      'DATABASE_URL',
      'NODE_ENV',
      'POOL_SIZE',
      'PORT',
      'PUBLIC_URL',
      'REDIS_URL',
      'THROUGHLINE_DEMO',
    ]);
    expect(() => readFileSync(join(dataDir, 'auth-secret'))).toThrow('ENOENT');
  });

  it('asks for a long secret and never repeats a password from an address', () => {
    expect(faultsOf({ DATABASE_URL: 'postgres://app@db/x', AUTH_SECRET: 'short' })).toEqual(['AUTH_SECRET']);
    expect(() => readSettings({ DATA_DIR: dataDir, DATABASE_URL: 'mysql://app:hunter2@db' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });

  it('accepts a socket address and trims the public address', () => {
    const settings = readSettings({
      DATA_DIR: dataDir,
      DATABASE_URL: 'postgres:///throughline?host=/var/run/postgresql',
      AUTH_SECRET: SECRET,
      PUBLIC_URL: 'https://network.example.org/',
    });
    expect(settings.database).toEqual({ kind: 'postgres', url: 'postgres:///throughline?host=/var/run/postgresql' });
    expect(settings.publicUrl).toBe('https://network.example.org');
  });

  describe('the provider', () => {
    const whole = {
      OIDC_ISSUER: 'https://login.example.org/realms/harbor',
      OIDC_CLIENT_ID: 'throughline',
      OIDC_CLIENT_SECRET: 'not for anybody',
    };

    it('is none unless it is named, and has the label that people know', () => {
      expect(readSettings({ DATA_DIR: dataDir }).provider).toBeNull();
      expect(readSettings({ DATA_DIR: dataDir, ...whole, OIDC_LABEL: 'Harbor Schools' }).provider).toEqual({
        issuer: 'https://login.example.org/realms/harbor',
        clientId: 'throughline',
        clientSecret: 'not for anybody',
        label: 'Harbor Schools',
      });
      expect(readSettings({ DATA_DIR: dataDir, ...whole }).provider?.label).toBe('login.example.org');
      const here = { ...whole, OIDC_ISSUER: 'http://127.0.0.1:9000' };
      expect(readSettings({ DATA_DIR: dataDir, ...here }).provider?.issuer).toBe('http://127.0.0.1:9000');
    });

    it('is refused by halves, unencrypted and by the wrong address, without its secret in the fault', () => {
      const { OIDC_ISSUER: issuer, ...others } = whole;
      expect(faultsOf({ OIDC_ISSUER: issuer })).toEqual(['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']);
      expect(faultsOf(others)).toEqual(['OIDC_ISSUER']);
      expect(faultsOf({ OIDC_LABEL: 'Harbor Schools' })).toEqual(['OIDC_LABEL']);
      expect(faultsOf({ ...whole, OIDC_LABEL: 'x'.repeat(41) })).toEqual(['OIDC_LABEL']);
      for (const wrong of [
        'login.example.org',
        'ftp://login.example.org',
        'http://login.example.org',
        'https://login.example.org/?realm=harbor',
        'https://somebody@login.example.org',
        'https://login.example.org/.well-known/openid-configuration',
      ])
        expect([wrong, faultsOf({ ...whole, OIDC_ISSUER: wrong })]).toEqual([wrong, ['OIDC_ISSUER']]);
      expect(() => readSettings({ DATA_DIR: dataDir, ...others })).not.toThrow(/not for anybody/);
    });
  });
});
