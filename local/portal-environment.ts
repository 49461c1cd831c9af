import path from 'node:path';
import type { DatabaseUrls } from './database.ts';
import type { Installation } from './installation.ts';
import type { Certificate } from './lan/certificate.ts';

export type Video = Readonly<{ url: string; key: string; secret: string }>;
export type Mail = Readonly<{ url: string; pageUrl: string | null }>;

export type Surroundings = Readonly<{ urls: DatabaseUrls; origin: string; port: number; video: Video | null; mail: Mail | null; demo: boolean; dev: boolean; certificate?: Certificate | null }>;

/** Known to the launcher alone: with the owner's address the portal could do what its own role may not. */
const keptBack = ['DATABASE_URL', 'LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET', 'MAIL_URL'];

/** All that the serving process (and a command that works as it does) is told; `app/http/config.server.ts` reads it. */
export function portalEnvironment(installation: Pick<Installation, 'folder' | 'secrets'>, around: Surroundings, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { secrets, folder } = installation;
  const passedOn = Object.fromEntries(Object.entries(env).filter(([name]) => !keptBack.includes(name) && !name.startsWith('npm_')));
  return {
    ...passedOn,
    NODE_ENV: around.dev ? 'development' : 'production',
    DATABASE_APP_URL: around.urls.app,
    DATABASE_AUTH_URL: around.urls.auth,
    DATABASE_SEALER_URL: around.urls.sealer,
    HALLWAY_KEY: env['HALLWAY_KEY'] || secrets.key,
    HALLWAY_KEYS_FILE: env['HALLWAY_KEY'] ? '' : path.join(folder, 'secrets.json'),
    HALLWAY_LINK_KEY: env['HALLWAY_LINK_KEY'] || env['HALLWAY_KEY'] || secrets.linkKey,
    HALLWAY_AUDIT_KEY: env['HALLWAY_AUDIT_KEY'] || secrets.auditKey,
    HALLWAY_SESSION_SECRET: env['HALLWAY_SESSION_SECRET'] || secrets.sessionSecret,
    HALLWAY_INSTALLATION: secrets.installation,
    HALLWAY_ORIGIN: around.origin,
    HALLWAY_NEWEST_SEAL: env['HALLWAY_NEWEST_SEAL'] ?? path.join(folder, 'newest-seal.json'),
    HALLWAY_SENT_JOURNAL: env['HALLWAY_SENT_JOURNAL'] ?? path.join(folder, 'sent'),
    HALLWAY_DEMO: around.demo ? '1' : '0',
    HALLWAY_DEV: around.dev ? '1' : '0',
    PORT: String(around.port),
    ...(around.certificate && { HALLWAY_HOST: env['HALLWAY_HOST'] ?? '0.0.0.0', HALLWAY_TLS_CERTIFICATE: around.certificate.certificateFile, HALLWAY_TLS_KEY: around.certificate.keyFile, HALLWAY_TLS_OWN: '1' }),
    ...(around.video && { LIVEKIT_URL: around.video.url, LIVEKIT_API_KEY: around.video.key, LIVEKIT_API_SECRET: around.video.secret }),
    ...(around.mail && { MAIL_URL: around.mail.url }),
    ...(around.mail?.pageUrl && { MAIL_PAGE: around.mail.pageUrl }),
  };
}
