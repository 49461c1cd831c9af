import { isThisComputer, mayAskOutside } from '../http/outside-address.ts';
import { outsideJson } from '../http/outside-json.server.ts';
import { z } from '../http/schema.ts';

/** Ways of signing that count; `none` and shared secrets do not. */
const trustedAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  id_token_signing_alg_values_supported: z.array(z.string()),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() })) });
export type PublicKey = z.infer<typeof keySet>['keys'][number];

/** What a provider of single sign-on says of itself. */
export type SsoProvider = {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  userinfoEndpoint: string | null;
  algorithms: string[];
  /** Where the client's secret goes when a code is exchanged. */
  secretIn: 'client_secret_basic' | 'client_secret_post';
  /** The provider's key of that name; asked for anew when it is not among those known, as providers change theirs. */
  keyOf: (kid: string | undefined, kty: string) => Promise<PublicKey | null>;
};

const keptMs = 10 * 60_000;
const kept = new Map<string, { atMs: number; provider: SsoProvider }>();

/**
 * Asks the configured issuer what it is (OpenID Connect discovery), at its own address and nowhere else, and keeps the answer ten minutes. Null when it
 * does not answer, names itself otherwise, or leads to addresses that may not be asked: from HTTPS only to HTTPS, to this computer only from this computer.
 */
export async function ssoProvider(issuer: string, nowMs: number): Promise<SsoProvider | null> {
  const known = kept.get(issuer);
  if (known && nowMs - known.atMs < keptMs) return known.provider;
  const said = await outsideJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, discovered);
  if (!said || said.issuer !== issuer) return null;
  const userinfo = said.userinfo_endpoint ?? null;
  const reaches = [said.authorization_endpoint, said.token_endpoint, said.jwks_uri, ...(userinfo ? [userinfo] : [])];
  const isLocal = isThisComputer(new URL(issuer));
  if (!reaches.every((address) => mayAskOutside(address) && isThisComputer(new URL(address)) === isLocal)) return null;
  const algorithms = said.id_token_signing_alg_values_supported.filter((algorithm) => trustedAlgorithms.includes(algorithm));
  const methods = said.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const provider: SsoProvider = {
    issuer,
    authorizationEndpoint: said.authorization_endpoint,
    tokenEndpoint: said.token_endpoint,
    userinfoEndpoint: userinfo,
    algorithms,
    secretIn: methods.includes('client_secret_basic') ? 'client_secret_basic' : 'client_secret_post',
    keyOf: keysAt(said.jwks_uri),
  };
  if (algorithms.length === 0) return null;
  kept.set(issuer, { atMs: nowMs, provider });
  return provider;
}

function keysAt(address: string): SsoProvider['keyOf'] {
  let keys: PublicKey[] = [];
  const find = (kid: string | undefined, kty: string) => keys.find((key) => key.kty === kty && (key.use ?? 'sig') === 'sig' && (kid === undefined || key.kid === kid)) ?? null;
  return async (kid, kty) => {
    const found = find(kid, kty);
    if (found) return found;
    keys = (await outsideJson(address, keySet))?.keys ?? [];
    return find(kid, kty);
  };
}
