import { loadConfig } from '@bergfried/platform';
import { serviceEnvironment, workerSettings } from './environment.js';

describe('the environment of a service', () => {
  const env = {
    PATH: '/usr/bin',
    DATABASE_OWNER_URL: 'postgres://owner:secret@db/x',
    DATABASE_URL: 'postgres://app:secret@db/x',
    DATABASE_SYSTEM_URL: 'postgres://system:secret@db/x',
    DATABASE_SUPERUSER_URL: 'postgres://super:secret@db/x',
    PGHOST: 'elsewhere',
    PGPASSWORD: 'secret',
    npm_config_registry: 'x',
    BERGFRIED_DEMO_PASSWORD: 'secret-secret',
    BERGFRIED_PUBLIC_URL: 'https://isms.example',
    BERGFRIED_KEY_FILE: '/secrets/key',
    SMTP_URL_FILE: '/secrets/smtp',
    DATABASE_URL_FILE: '/secrets/app',
  };
  const config = loadConfig({ PORT: '3456', BERGFRIED_DATA_DIR: '/srv/data' });

  it('holds no secret but its own address', () => {
    const own = serviceEnvironment(config, { DATABASE_URL: 'postgres://app:mine@db/x' }, env);
    expect(own).toEqual({
      NODE_ENV: 'production',
      PATH: '/usr/bin',
      BERGFRIED_PUBLIC_URL: 'https://isms.example',
      BERGFRIED_DATA_DIR: '/srv/data',
      PORT: '3456',
      HOST: '127.0.0.1',
      DATABASE_URL: 'postgres://app:mine@db/x',
    });
  });

  it('gives the worker a port of its own for its figures', () => {
    expect(workerSettings(loadConfig({ BERGFRIED_METRICS_PORT: '9464' }))).toEqual({
      BERGFRIED_METRICS_PORT: '9465',
    });
    expect(workerSettings(config)).toEqual({});
  });
});
