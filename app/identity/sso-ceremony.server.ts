import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createAuthorizationURL, validateAuthorizationCode, verifyProviderIdToken, type OAuthProvider } from '@better-auth/core/oauth2';
import type { HallwayContext } from '../http/load-context.ts';
import { outsideJson } from '../http/outside-json.server.ts';
import { z } from '../http/schema.ts';
import { readCookie, setCookie } from './cookies.server.ts';
import { freshMinutes } from './require-fresh.server.ts';
import { ssoProvider, type SsoProvider } from './sso-provider.server.ts';

type SsoContext = Pick<HallwayContext, 'config'>;

/**
 * What is kept in this browser between leaving for the provider and coming back. `again`: the provider is to ask for proof anew (step-up); on a shared
 * device it always is. `linkTo`: the session of somebody who is adding single sign-on to their ways in; nobody is signed in by it.
 */
const underWay = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string(), sharedDevice: z.boolean(), again: z.boolean(), linkTo: z.string().nullable(), untilMs: z.number() });
type UnderWay = z.infer<typeof underWay>;
const minutes = 10;

/** Whom the provider vouches for. `email` only when it says that it has verified it. */
export type SsoIdentity = { issuer: string; subject: string; email: string | null };

/** Where to send the browser, and the cookie that binds what comes back to it (state, nonce, PKCE verifier). Null: no provider answers. */
export async function leaveForSso({ config }: SsoContext, { to, sharedDevice, again, linkTo = null }: Pick<UnderWay, 'to' | 'sharedDevice' | 'again'> & { linkTo?: string | null }, nowMs = Date.now()): Promise<{ url: string; cookie: string } | null> {
  const provider = config.sso && (await ssoProvider(config.sso.issuer, nowMs));
  if (!config.sso || !provider) return null;
  const secret = () => randomBytes(32).toString('base64url');
  const begun: UnderWay = { state: secret(), nonce: secret(), verifier: secret(), to, sharedDevice, again, linkTo, untilMs: nowMs + minutes * 60_000 };
  const url = await createAuthorizationURL({
    id: 'sso', options: { clientId: config.sso.clientId }, authorizationEndpoint: provider.authorizationEndpoint, redirectURI: ssoReturn(config.origin),
    state: begun.state, nonce: begun.nonce, codeVerifier: begun.verifier, scopes: ['openid', 'email'], ...((again || sharedDevice) && { prompt: 'login', additionalParams: { max_age: '0' } }),
  });
  return { url: url.href, cookie: setCookie(config, 'sso', signed(config.sessionSecret, begun), minutes * 60) };
}

/** The address that is registered with the provider. */
export const ssoReturn = (origin: string) => `${origin}/sign-in/sso/callback`;

/** What the provider sent the browser back with, once this browser's own state is found in it; null for anything else. Changes nothing. */
export function cameBack(request: Request, { config }: SsoContext, sent: { state: unknown; code: unknown }, nowMs = Date.now()): { code: string; begun: UnderWay } | null {
  const begun = opened(config.sessionSecret, readCookie(request, config, 'sso') ?? '');
  if (!begun || begun.untilMs < nowMs || typeof sent.state !== 'string' || typeof sent.code !== 'string' || !isSame(sent.state, begun.state)) return null;
  return { code: sent.code, begun };
}

/**
 * Exchanges the code and believes what the provider signed: its signature by a key of this issuer, issuer, audience, time, and the nonce of this
 * very browser (security check 24). Null when any of it does not fit; `unsaid` when proof was asked for anew and the provider does not say when it was given.
 */
export async function identityFrom({ config }: SsoContext, { code, begun }: NonNullable<ReturnType<typeof cameBack>>, nowMs = Date.now()): Promise<SsoIdentity | 'unsaid' | null> {
  const provider = config.sso && (await ssoProvider(config.sso.issuer, nowMs));
  if (!config.sso || !provider) return null;
  const { clientId, clientSecret } = config.sso;
  const tokens = await validateAuthorizationCode({
    code, codeVerifier: begun.verifier, redirectURI: ssoReturn(config.origin), options: { clientId, clientSecret }, tokenEndpoint: provider.tokenEndpoint,
    tokenEndpointAuth: { method: provider.secretIn },
  }).catch(() => null);
  if (!tokens?.idToken) return null;
  const claims = await believed(provider, clientId, tokens.idToken, begun.nonce);
  if (!claims) return null;
  if (begun.again && claims.auth_time === undefined) return 'unsaid';
  if (begun.again && !(nowMs / 1000 - (claims.auth_time ?? 0) < freshMinutes * 60)) return null;
  const about = claims.email === undefined && provider.userinfoEndpoint && tokens.accessToken
    ? await outsideJson(provider.userinfoEndpoint, profile, { Authorization: `Bearer ${tokens.accessToken}` })
    : claims;
  const isVouchedFor = about?.sub === claims.sub && (about.email_verified === true || about.email_verified === 'true');
  return { issuer: provider.issuer, subject: claims.sub, email: isVouchedFor ? (about.email ?? null) : null };
}

const profile = z.object({ sub: z.string().min(1).max(255), email: z.email().optional(), email_verified: z.union([z.boolean(), z.string()]).optional() });
const idClaims = profile.extend({ aud: z.union([z.string(), z.array(z.string())]), azp: z.string().optional(), auth_time: z.number().optional() });

async function believed(provider: SsoProvider, clientId: string, idToken: string, nonce: string): Promise<z.infer<typeof idClaims> | null> {
  const jwks = async (header: { kid?: string; alg?: string }) => {
    const key = await provider.keyOf(header.kid, header.alg === 'EdDSA' ? 'OKP' : header.alg?.startsWith('ES') ? 'EC' : 'RSA');
    if (!key) throw new Error('unknown key');
    return key;
  };
  const config = { idToken: { jwks, issuer: provider.issuer, audience: clientId, algorithms: provider.algorithms } } as unknown as OAuthProvider;
  if (idToken.split('.').length !== 3 || !(await verifyProviderIdToken(config, idToken, nonce))) return null;
  const claims = idClaims.safeParse(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8')));
  if (!claims.success) return null;
  // A token for several is ours only when it was asked for by us.
  const { aud, azp } = claims.data;
  return (Array.isArray(aud) && aud.length > 1 && azp !== clientId) || (azp !== undefined && azp !== clientId) ? null : claims.data;
}

function signed(secret: string, begun: UnderWay): string {
  const text = Buffer.from(JSON.stringify(begun)).toString('base64url');
  return `${text}.${macOf(secret, text)}`;
}

function opened(secret: string, value: string): UnderWay | null {
  const [text = '', mac = ''] = value.split('.');
  if (!isSame(mac, macOf(secret, text))) return null;
  return underWay.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data ?? null;
}

function macOf(secret: string, text: string): string {
  return createHmac('sha256', secret).update(`single sign-on\0${text}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
