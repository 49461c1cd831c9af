import { APIError } from 'better-auth/api';
import { and, eq, sql } from 'drizzle-orm';
import { passkey, session } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { z } from '../http/schema.ts';
import type { AuthDb } from './account.server.ts';
import { cookieName, readCookie } from './cookies.server.ts';
import { libraryOf, wantedForHeader } from './sign-in-library.server.ts';

type PasskeyContext = Pick<HallwayContext, 'authDb' | 'config'>;

/** What a browser's `navigator.credentials` is asked with, and the cookie that binds the answer to this browser for five minutes. */
export type Challenge = { options: Record<string, unknown>; headers: Headers };

/** What came back from the browser, as JSON; the library looks into it. */
const shown = { id: z.string().min(1).max(2000), rawId: z.string().max(2000), type: z.literal('public-key'), clientExtensionResults: z.object({}) };
const letters = z.string().max(8000);
const proof = z.object({ ...shown, response: z.object({ clientDataJSON: letters, authenticatorData: letters, signature: letters, userHandle: letters.optional() }) });
const made = z.object({ ...shown, response: z.object({ clientDataJSON: letters, attestationObject: letters, transports: z.array(z.string().max(20)).max(10).optional() }) });

/** Asks any passkey of this portal to show itself. The same for everybody: whose it is comes out of the answer. */
export async function askForPasskey(context: PasskeyContext): Promise<Challenge> {
  const { response, headers } = await libraryOf(context).api.generatePasskeyAuthenticationOptions({ headers: new Headers(), returnHeaders: true });
  return { options: { ...response, userVerification: 'required' }, headers };
}

/** Makes sure of a person by a passkey. Opens no session. */
export async function provePasskey(request: Request, context: PasskeyContext, given: unknown): Promise<{ ok: true; personId: string } | { ok: false; reason: 'passkey-refused' }> {
  const credential = proof.safeParse(given);
  if (!credential.success) return { ok: false, reason: 'passkey-refused' };
  const proven = await judged(() => libraryOf(context).api.verifyPasskeyAuthentication({ body: { response: credential.data }, headers: challengeOnly(request, context) }));
  if (!proven) return { ok: false, reason: 'passkey-refused' };
  const { session: opened } = z.object({ session: z.object({ id: z.string(), userId: z.string() }) }).parse(proven);
  await context.authDb.delete(session).where(eq(session.id, opened.id));
  await context.authDb.update(passkey).set({ lastUsedAt: sql`now()` }).where(eq(passkey.credentialID, credential.data.id));
  return { ok: true, personId: opened.userId };
}

/** Asks the browser to make a passkey for a person, who must have an account. `label`: what their password manager shows. */
export async function askForNewPasskey(context: PasskeyContext, personId: string, label: string): Promise<Challenge> {
  const { response, headers } = await libraryOf(context).api.generatePasskeyRegistrationOptions({ query: { context: personId, name: label }, headers: new Headers(), returnHeaders: true });
  return { options: { ...response }, headers };
}

/** Keeps a passkey that this browser was asked to make for this very person. Null when it was not, or the device did not make sure of its owner. */
export async function keepPasskey(request: Request, context: PasskeyContext, personId: string, given: unknown): Promise<{ id: string } | null> {
  const credential = made.safeParse(given);
  if (!credential.success) return null;
  const headers = challengeOnly(request, context);
  headers.set(wantedForHeader, personId);
  const kept = await judged(() => libraryOf(context).api.verifyPasskeyRegistration({ body: { response: credential.data }, headers }));
  return kept ? { id: z.object({ id: z.string() }).parse(kept).id } : null;
}

/** A person's passkeys as their own page shows them, the oldest first. Times are real time. */
export type OwnPasskey = { id: string; name: string | null; createdAt: string; lastUsedAt: string | null };

export async function passkeysOf(authDb: AuthDb, personId: string): Promise<OwnPasskey[]> {
  const rows = await authDb.select({ id: passkey.id, name: passkey.name, createdAt: passkey.createdAt, lastUsedAt: passkey.lastUsedAt })
    .from(passkey).where(eq(passkey.userId, personId)).orderBy(passkey.createdAt);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastUsedAt?.toISOString() ?? null }));
}

/** Gives one of the person's own passkeys another name. False when it is not theirs. */
export async function renamePasskey(authDb: AuthDb, personId: string, id: string, name: string): Promise<boolean> {
  return (await authDb.update(passkey).set({ name }).where(and(eq(passkey.id, id), eq(passkey.userId, personId))).returning({ id: passkey.id })).length === 1;
}

/** Only the challenge's cookie: the library must not take anything from a session that this browser happens to have. */
function challengeOnly(request: Request, { config }: PasskeyContext): Headers {
  const value = readCookie(request, config, 'challenge');
  return new Headers(value === null ? {} : { cookie: `${cookieName(config, 'challenge')}=${value}` });
}

/** What the library says yes to, or null for its no; anything else is a surprise. */
async function judged<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof APIError) return null;
    throw error;
  }
}
