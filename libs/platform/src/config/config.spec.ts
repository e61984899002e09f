import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ConfigError, loadConfig } from './config.js';

const URLS = ['DATABASE_OWNER_URL', 'DATABASE_URL', 'DATABASE_SYSTEM_URL', 'REDIS_URL', 'SMTP_URL'] as const;

describe('settings', () => {
  it('have the defaults of the documentation', () => {
    const config = loadConfig({});
    expect(config).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: join(process.cwd(), '.data'),
      databaseOwnerUrl: undefined,
      databaseUrl: undefined,
      databaseSystemUrl: undefined,
      redisUrl: undefined,
      smtpUrl: undefined,
      demo: true,
      demoPassword: undefined,
      publicUrl: 'http://127.0.0.1:3000',
    });
  });

  it('count an empty value as none', () => {
    const names = [
      'PORT',
      'HOST',
      'BERGFRIED_DATA_DIR',
      'BERGFRIED_DEMO',
      'BERGFRIED_DEMO_PASSWORD',
      'BERGFRIED_PUBLIC_URL',
      ...URLS,
    ];
    for (const empty of ['', '  '])
      expect(loadConfig(Object.fromEntries(names.map((name) => [name, empty])))).toEqual(loadConfig({}));
  });

  it('are taken as they are', () => {
    const config = loadConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      BERGFRIED_DATA_DIR: 'somewhere',
      BERGFRIED_DEMO: 'off',
      BERGFRIED_DEMO_PASSWORD: 'lang genug dafür',
      BERGFRIED_PUBLIC_URL: 'https://isms.example.org/',
      DATABASE_URL: 'postgresql://app:pw@db/isms',
      REDIS_URL: 'rediss://cache',
      SMTP_URL: 'smtps://mail',
      PATH: '/usr/bin',
    });
    expect(config).toMatchObject({
      port: 8080,
      demo: false,
      publicUrl: 'https://isms.example.org',
      databaseUrl: 'postgresql://app:pw@db/isms',
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
  });

  it('make an address from host and port', () => {
    expect(loadConfig({ HOST: '::1', PORT: '81' }).publicUrl).toBe('http://[::1]:81');
  });

  it.each(['BERGFRIED_DATADIR', 'BERGFRIED_', 'BERGFRIED_DEMO_PASSWORT'])(
    'refuse the unknown name %s, even empty',
    (name) => {
      expect(() => loadConfig({ [name]: '' })).toThrow(ConfigError);
      expect(() => loadConfig({ [name]: '' })).toThrow(
        `Die Einstellung ${name} ist unbekannt. Bekannt sind: BERGFRIED_DATA_DIR`,
      );
    },
  );

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['BERGFRIED_DEMO', 'yes'],
    ['BERGFRIED_DEMO_PASSWORD', 'zu kurz'],
    ['BERGFRIED_PUBLIC_URL', 'isms.example.org'],
    ['BERGFRIED_PUBLIC_URL', 'ftp://isms.example.org'],
    ['DATABASE_URL', 'mysql://db'],
    ['DATABASE_URL', 'db:5432/isms'],
    ['REDIS_URL', 'http://cache'],
    ['SMTP_URL', 'mail'],
  ])('refuse %s=%s and name the setting', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => loadConfig({ [name]: value })).toThrow(name);
  });

  it('never repeat what may hold a password', () => {
    for (const name of URLS) {
      const value = 'ftp://nutzer:Geheim4711@host'; // a wrong scheme with a password in it
      expect(() => loadConfig({ [name]: value })).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('Geheim4711') }),
      );
    }
    expect(() => loadConfig({ BERGFRIED_DEMO_PASSWORD: 'Geheim4711' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('Geheim4711') }),
    );
  });

  it('tell figures only where a port is set, and on the own machine only unless told otherwise', () => {
    expect(loadConfig({ BERGFRIED_METRICS_HOST: '0.0.0.0' }).metrics).toBeUndefined();
    expect(loadConfig({ BERGFRIED_METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(loadConfig({ BERGFRIED_METRICS_PORT: '9464', BERGFRIED_METRICS_HOST: '0.0.0.0' }).metrics).toEqual(
      { host: '0.0.0.0', port: 9464 },
    );
    expect(() => loadConfig({ BERGFRIED_METRICS_PORT: 'x' })).toThrow('BERGFRIED_METRICS_PORT ist „x“');
  });

  it('with a secret may come from a file, but not from two places', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'bergfried-config-')), 'secret');
    writeFileSync(file, 'redis://:geheim@cache:6379/0\n');
    expect(loadConfig({ REDIS_URL_FILE: file }).redisUrl).toBe('redis://:geheim@cache:6379/0');
    expect(loadConfig({ REDIS_URL_FILE: file, REDIS_URL: ' ' }).redisUrl).toBe(
      'redis://:geheim@cache:6379/0',
    );
    expect(() => loadConfig({ REDIS_URL_FILE: file, REDIS_URL: 'redis://other' })).toThrow(
      'REDIS_URL und REDIS_URL_FILE sind beide gesetzt',
    );
    expect(() => loadConfig({ BERGFRIED_KEY_FILE: `${file}.gone` })).toThrow('lässt sich nicht lesen');
    expect(() => loadConfig({ DATABASE_URL_FILE: file })).toThrow(
      'DATABASE_URL ist keine gültige Adresse; sie beginnt mit postgres://.',
    );
    expect(loadConfig({ PORT_FILE: file }).port).toBe(3000);
    writeFileSync(file, '\n'); // a container gets the file whether there is a mail server or not
    expect(loadConfig({ REDIS_URL_FILE: file }).redisUrl).toBeUndefined();
  });
});
