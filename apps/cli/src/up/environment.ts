import type { Config } from '@bergfried/platform';

// Addresses and secrets of other processes, what pg would read by itself, and npm's many settings stay out.
const withheld = /^(DATABASE_|PG[A-Z]|npm_|BERGFRIED_DEMO_PASSWORD$|NODE_CHANNEL_)/;

/**
 * The environment of a service: that of this process without database addresses, plus its own one.
 * @param own the only address it gets, for example `{ DATABASE_URL: … }`
 */
export function serviceEnvironment(
  config: Config,
  own: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !withheld.test(name));
  return {
    NODE_ENV: 'production',
    ...Object.fromEntries(kept),
    PORT: String(config.port),
    HOST: config.host,
    BERGFRIED_DATA_DIR: config.dataDir,
    ...own,
  };
}
