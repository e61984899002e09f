import { loadConfig } from '@bergfried/platform';
import { serviceEnvironment } from './environment.js';

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
});
