import http, { type IncomingMessage } from 'node:http';
import Provider, { type AskedContext } from 'oidc-provider';
import { afterAll } from 'vitest';
import { ssoClient } from './sso-client.ts';

/** The accounts of the district: which address each has now. A subject stays, an address may go to somebody else. */
export type Accounts = Map<string, { email: string; verified: boolean }>;

/**
 * A district's identity provider: oidc-provider, certified for OpenID Connect, with a page that asks for the account's name and nothing else. It demands
 * PKCE and the client's secret, and asks again when it is told to (`prompt=login`).
 */
export async function identityProvider(issuer: string, portalOrigin: string, accounts: Accounts): Promise<void> {
  const provider = new Provider(issuer, {
    clients: [{ client_id: ssoClient.id, client_secret: ssoClient.secret, redirect_uris: [`${portalOrigin}/sign-in/sso/callback`], response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['only-for-tests'] },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => {
      const account = accounts.get(sub);
      return account && { accountId: sub, claims: () => ({ sub, email: account.email, email_verified: account.verified }) };
    },
    loadExistingGrant: async ({ oidc: { client, session, provider: { Grant } } }: AskedContext) => {
      const grant = new Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  const server = http.createServer((req, res) => {
    if (req.url === '/favicon.ico') return void res.writeHead(204).end();
    if (!req.url?.startsWith('/interaction/')) return answer(req, res);
    if (req.method === 'GET') {
      res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      return void res.end(`<!doctype html><html lang="en"><title>${ssoClient.name}</title><h1>${ssoClient.name}</h1><form method="post"><label>Account <input name="account"></label><button>Sign in</button></form></html>`);
    }
    void bodyOf(req).then((body) => provider.interactionFinished(req, res, { login: { accountId: body.get('account') } })).catch(() => res.writeHead(400).end());
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), 'localhost', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
}

async function bodyOf(req: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}
