import { keysInFile } from '../sealed/keys-file.server.ts';
import { wrappingVersions } from '../sealed/wrapping-versions.ts';
import { mayAskOutside } from './outside-address.ts';
import { z } from './schema.ts';

const base64Key = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');
const flag = z.enum(['0', '1']).default('0').transform((value) => value === '1');
const address = z.url({ protocol: /^postgres(ql)?$/ });

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535),
  HALLWAY_HOST: z.string().default('127.0.0.1'),
  HALLWAY_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  HALLWAY_TLS_CERTIFICATE: z.string().optional(),
  HALLWAY_TLS_KEY: z.string().optional(),
  HALLWAY_TLS_OWN: flag,
  HALLWAY_DEV: flag,
  HALLWAY_DEMO: flag,
  HALLWAY_INSTALLATION: z.string().regex(/^[0-9a-f]{8}$/),
  HALLWAY_SESSION_SECRET: z.string().min(32),
  HALLWAY_KEY: base64Key,
  HALLWAY_KEY_VERSION: z.coerce.number().int().min(1).default(1),
  HALLWAY_KEY_PREVIOUS: base64Key.optional(),
  HALLWAY_KEYS_FILE: z.string().optional(),
  HALLWAY_LINK_KEY: base64Key.optional(),
  HALLWAY_AUDIT_KEY: base64Key,
  HALLWAY_NEWEST_SEAL: z.string().optional(),
  HALLWAY_SENT_JOURNAL: z.string().optional(),
  DATABASE_APP_URL: address,
  DATABASE_AUTH_URL: address,
  DATABASE_SEALER_URL: address,
  LIVEKIT_URL: z.url({ protocol: /^wss?$/ }).optional(),
  LIVEKIT_API_KEY: z.string().optional(),
  LIVEKIT_API_SECRET: z.string().optional(),
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_PAGE: z.url({ protocol: /^https?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  TRUSTED_PROXY: z.string().regex(/^[0-9a-fA-F:., ]+$/, 'must be addresses with commas between them').optional(),
  OIDC_ISSUER: z.string().refine(mayAskOutside, 'must be https, or http on this computer').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/**
 * Everything the serving process is told from outside, read once at its start. No other file of `app/` reads the environment.
 *
 * - `origin`: the one address that browsers know the portal by, without a slash at the end; cookies, links in mail and the Origin gate use it.
 * - `installation`: eight lower-case hexadecimal digits; names of cookies end in it, so that two installations on one host share none.
 * - `key`: what links and sign-in requests are derived from; it stays when the key that wraps data keys is rotated (`wrapping`, each version that is at hand).
 * - `keysFile`: the secrets file that gains a version when the key is rotated while the portal runs; null when keys come from the environment.
 * - `tls`: files (PEM) of the certificate the portal itself shows, and of its key, and whether it was made here; null when it answers plainly (on localhost, or behind a proxy that encrypts).
 * - `sentJournal`: the folder outside the database that says which messages went out; null keeps none.
 * - `sender`: the address that mail comes from; without MAIL_FROM `no-reply@` the portal's own host.
 * - `metricsToken`: what Prometheus must show to read `/metrics`; without it only this computer may.
 * - `trustedProxies`: addresses of proxies in front, whose word counts about where a request comes from; none: the socket's word does.
 * - `sso`: the single sign-on (OpenID Connect) of a district or agency; null when there is none. Its name is what people call it.
 * - `video` and `mail` are null when that part was not set up; everything else works without them and says so.
 */
export type Config = Readonly<{
  port: number;
  host: string;
  origin: string;
  tls: { readonly certificateFile: string; readonly keyFile: string; readonly isOwn: boolean } | null;
  dev: boolean;
  demo: boolean;
  installation: string;
  sessionSecret: string;
  key: Buffer;
  wrapping: readonly { readonly version: number; readonly key: Buffer }[];
  keysFile: string | null;
  auditKey: Buffer;
  newestSealPath: string | null;
  sentJournal: string | null;
  databaseAppUrl: string;
  databaseAuthUrl: string;
  databaseSealerUrl: string;
  video: { readonly url: string; readonly apiKey: string; readonly apiSecret: string } | null;
  mail: { readonly url: string; readonly page: string | null } | null;
  sender: string;
  trustedProxies: readonly string[];
  sso: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly name: string } | null;
  metricsToken: string | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}>;

/**
 * Reads the configuration from an environment. An empty variable counts as absent.
 *
 * @throws Error that names each wrong variable and why, never its value (it may be a secret).
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is not complete. ${wrong.join('; ')}`);
  }
  const it = parsed.data;
  const origin = new URL(it.HALLWAY_ORIGIN ?? `http://localhost:${it.PORT}`);
  return {
    port: it.PORT,
    host: it.HALLWAY_HOST,
    origin: origin.origin,
    tls: it.HALLWAY_TLS_CERTIFICATE && it.HALLWAY_TLS_KEY ? { certificateFile: it.HALLWAY_TLS_CERTIFICATE, keyFile: it.HALLWAY_TLS_KEY, isOwn: it.HALLWAY_TLS_OWN } : null,
    dev: it.HALLWAY_DEV,
    demo: it.HALLWAY_DEMO,
    installation: it.HALLWAY_INSTALLATION,
    sessionSecret: it.HALLWAY_SESSION_SECRET,
    key: Buffer.from(it.HALLWAY_LINK_KEY ?? it.HALLWAY_KEY, 'base64'),
    wrapping: (it.HALLWAY_KEYS_FILE ? keysInFile(it.HALLWAY_KEYS_FILE) : wrappingVersions({ version: it.HALLWAY_KEY_VERSION, key: it.HALLWAY_KEY, previous: it.HALLWAY_KEY_PREVIOUS }))
      .map(({ version, key }) => ({ version, key: Buffer.from(key, 'base64') })),
    keysFile: it.HALLWAY_KEYS_FILE ?? null,
    auditKey: Buffer.from(it.HALLWAY_AUDIT_KEY, 'base64'),
    newestSealPath: it.HALLWAY_NEWEST_SEAL ?? null,
    sentJournal: it.HALLWAY_SENT_JOURNAL ?? null,
    databaseAppUrl: it.DATABASE_APP_URL,
    databaseAuthUrl: it.DATABASE_AUTH_URL,
    databaseSealerUrl: it.DATABASE_SEALER_URL,
    video: videoOf(it.LIVEKIT_URL, it.LIVEKIT_API_KEY, it.LIVEKIT_API_SECRET),
    mail: it.MAIL_URL ? { url: it.MAIL_URL, page: it.MAIL_PAGE ?? null } : null,
    sender: it.MAIL_FROM ?? `no-reply@${origin.hostname}`,
    metricsToken: it.METRICS_TOKEN ?? null,
    trustedProxies: it.TRUSTED_PROXY?.split(',').map((proxy) => proxy.trim()).filter(Boolean) ?? [],
    sso: ssoOf(it.OIDC_ISSUER, it.OIDC_CLIENT_ID, it.OIDC_CLIENT_SECRET, it.OIDC_NAME),
    logLevel: it.LOG_LEVEL,
  };
}

function videoOf(url?: string, apiKey?: string, apiSecret?: string): Config['video'] {
  return url && apiKey && apiSecret ? { url, apiKey, apiSecret } : null;
}

function ssoOf(issuer?: string, clientId?: string, clientSecret?: string, name?: string): Config['sso'] {
  if (!issuer) return null;
  if (!clientId || !clientSecret) throw new Error('The configuration is not complete. OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.');
  return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).hostname };
}
