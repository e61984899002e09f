// What belongs to the operated mode and runs nowhere here is at least whole: container files, units, and what they name.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const settings = { ...process.env, BERGFRIED_PUBLIC_URL: 'https://bergfried.example' };

/** The settings that the program knows, from the page that lists them. */
const documented = new Set(
  [...read('docs/operations.md').matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, name]) => name),
);
const isKnown = (name) =>
  documented.has(name.replace(/_FILE$/, '')) || ['NODE_ENV', 'BACKUP_DIR', 'BACKUP_KEEP_DAYS'].includes(name);

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true });
  const services = Object.entries(compose.services);

  const validator = [
    ['docker', ['compose']],
    ['docker-compose', []],
  ].find(([program, args]) => spawnSync(program, [...args, 'version']).status === 0);

  if (!validator && process.env.CI !== 'true')
    process.stdout.write('skipped: docker compose config, for there is none\n');

  (validator || process.env.CI === 'true' ? it : it.skip)('is taken by docker compose config', () => {
    const [program, args] = validator ?? ['docker-compose', []];
    const { status, stderr } = spawnSync(
      program,
      [...args, '-f', 'docker-compose.yml', '--profile', 'trial', '--profile', 'backup', 'config'],
      { cwd: root, env: settings, encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, expect.not.stringMatching(/error|invalid|unsupported/i)]);
  });

  it('has every part of the operated set', () => {
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining(['postgres', 'redis', 'migrate', 'api', 'worker', 'proxy']),
    );
  });

  it.each(services)('%s can do as little as possible', (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service.privileged ?? false).toBe(false);
    expect(service.cap_add ?? []).toEqual([]);
    expect(service.user).toMatch(/^(?!root|0\b)/);
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
  });

  it.each(services)('%s has an image that is named by version, and a health check', (_name, service) => {
    expect(service.image).toMatch(/:(\$\{BERGFRIED_VERSION:-)?v?\d/);
    if (service.restart === 'no') expect(service.healthcheck).toEqual({ disable: true });
    else expect(service.healthcheck.test).toEqual(expect.arrayContaining([expect.any(String)]));
  });

  it('publishes the proxy, and nothing else to other machines', () => {
    const published = services.filter(([, { ports }]) =>
      ports?.some((port) => !port.startsWith('127.0.0.1:')),
    );
    expect(published.map(([name]) => name)).toEqual(['proxy']);
    for (const name of ['postgres', 'redis']) {
      expect(compose.services[name].ports).toBeUndefined();
      expect(compose.services[name].networks).toEqual(['data']);
    }
    expect(compose.networks.data).toEqual({ internal: true });
    expect(compose.services.proxy.networks).not.toContain('data');
  });

  it('holds no secret: each comes from a file that is not in the repository, and is one the script makes', () => {
    const script = read('deploy/prepare.sh');
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      expect(file).toMatch(/^\.\/deploy\/(secrets|tls)\//);
      expect([
        name,
        existsSync(join(root, '.git')) && spawnSync('git', ['ls-files', file], { cwd: root }).stdout?.length,
      ]).toEqual([name, existsSync(join(root, '.git')) && 0]);
      expect(script).toMatch(
        name.startsWith('database_') && !name.includes('superuser')
          ? 'database_${role}_url'
          : file.split('/').at(-1),
      );
    }
    const text = read('docker-compose.yml') + read('.env.example');
    expect(text).not.toMatch(/(PASSWORD|KEY|SECRET)[A-Z_]*[:=] *[^\s/$]/);
  });

  it.each(services)(
    '%s gets only secrets that exist, and settings that the program knows',
    (_name, service) => {
      for (const secret of service.secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret);
      for (const [name, value] of Object.entries(service.environment ?? {})) {
        if (!name.startsWith('POSTGRES_')) expect([name, isKnown(name)]).toEqual([name, true]);
        if (name.endsWith('_FILE')) expect(service.secrets).toContain(value.replace('/run/secrets/', ''));
      }
    },
  );

  it('mounts what is there', () => {
    const mounted = services
      .flatMap(([, { volumes }]) => volumes ?? [])
      .filter((volume) => volume.startsWith('./deploy/'));
    expect(mounted.length).toBeGreaterThan(0);
    for (const volume of mounted)
      expect([volume, existsSync(join(root, volume.split(':')[0]))]).toEqual([volume, true]);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const of = (instruction) =>
    lines
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.slice(instruction.length + 1));

  it('copies only what is there', () => {
    const sources = of('COPY').flatMap((line) =>
      line
        .split(' ')
        .filter((word) => !word.startsWith('--'))
        .slice(0, -1)
        .map((path) => path.replace(/^\/app\//, '')),
    );
    expect(sources.length).toBeGreaterThan(4);
    for (const path of sources) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  });

  it('runs as a user without rights, from images of a named version', () => {
    expect(of('USER').at(-1)).toBe('node');
    for (const image of of('FROM')) expect(image).toMatch(/^node:\d+-bookworm-slim/);
    expect(of('HEALTHCHECK')).toHaveLength(1);
  });

  it('keeps secrets and data out of the image', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(
      expect.arrayContaining(['.git', '.env', '.data', 'deploy/secrets', 'deploy/tls', 'backups']),
    );
  });
});

/** Entry points that containers and units start, the healthcheck among them. */
it('starts programs that the build makes', () => {
  const texts = ['Dockerfile', 'docker-compose.yml', ...units().map((unit) => `deploy/systemd/${unit}`)].map(
    read,
  );
  const programs = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/(?:apps|deploy)\/[\w./-]+\.(?:mjs|js|sh)/g)].map(([path]) => path),
    ),
  );
  expect([...programs]).toEqual(
    expect.arrayContaining(['apps/api/dist/main.js', 'apps/worker/dist/main.js', 'apps/cli/dist/main.js']),
  );
  for (const path of programs) {
    const source = path.replace('/dist/', '/src/').replace(/main\.js$/, 'main.ts');
    expect([path, existsSync(join(root, source))]).toEqual([path, true]);
  }
});

function units() {
  return readdirSync(join(root, 'deploy/systemd'));
}

describe('systemd', () => {
  const services = units().filter((name) => name.endsWith('.service'));
  const entries = (name) =>
    read(`deploy/systemd/${name}`)
      .split('\n')
      .filter((line) => line.includes('=') && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);

  it.each(services)('%s is hardened', (name) => {
    const unit = new Map(entries(name));
    for (const key of [
      'NoNewPrivileges',
      'PrivateTmp',
      'PrivateDevices',
      'ProtectHome',
      'ProtectKernelModules',
      'RestrictSUIDSGID',
    ])
      expect([key, unit.get(key)]).toEqual([key, 'yes']);
    expect(unit.get('ProtectSystem')).toBe('strict');
    expect(unit.get('CapabilityBoundingSet')).toBe('');
    expect(unit.get('User')).toBe('bergfried');
    expect(unit.get('MemoryMax')).toMatch(/^\d+[MG]$/);
  });

  it.each(services)(
    '%s names only settings that the program knows, and credentials that it loads',
    (name) => {
      const loaded = entries(name)
        .filter(([key]) => key === 'LoadCredential')
        .map(([, value]) => value.split(':')[0]);
      const given = entries(name)
        .filter(([key]) => key === 'Environment')
        .flatMap(([, value]) => value.split(' '));
      expect(given.length).toBeGreaterThan(0);
      for (const setting of given) {
        const [key, value] = setting.split('=');
        expect([key, isKnown(key)]).toEqual([key, true]);
        if (value.startsWith('%d/')) expect(loaded).toContain(value.slice(3));
      }
    },
  );

  const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;
  (hasAnalyze ? it : it.skip)('units pass systemd-analyze verify', () => {
    const { stderr } = spawnSync(
      'systemd-analyze',
      ['verify', ...units().map((unit) => join(root, 'deploy/systemd', unit))],
      { encoding: 'utf8' },
    );
    // What the machine of the test lacks (the service's program, its user) says nothing about the unit.
    const faults = stderr
      .split('\n')
      .filter(
        (line) => line.includes('bergfried-') && !/not executable|No such file|Unknown user/i.test(line),
      );
    expect(faults).toEqual([]);
  });

  it.each(['deploy/prepare.sh', 'deploy/backup.sh'])(
    '%s is a script that its shell understands',
    (script) => {
      const [shell = 'sh'] =
        read(script)
          .split('\n')[0]
          .match(/\b(bash|sh)$/) ?? [];
      expect(spawnSync(shell, ['-n', script], { cwd: root }).status).toBe(0);
    },
  );
});

describe('deploy/proxy/nginx.conf', () => {
  const config = read('deploy/proxy/nginx.conf');

  it('sends events at once and lets each stream last', () => {
    expect(config).toMatch(
      /location ~ \^\/api\/v1\/\(offices\|tenants\)\/\[\^\/\]\+\/events\$ \{[^}]*proxy_buffering off;/,
    );
  });

  it('repeats nothing that is not safe to repeat, believes no client about its address, tells no figures', () => {
    expect(config).not.toContain('non_idempotent');
    expect(config).toContain('X-Forwarded-For $remote_addr');
    expect(config).toMatch(/location = \/metrics \{ return 404; \}/);
    expect(config).not.toMatch(/\$request_uri|\$args/);
  });
});
