import { randomBytes, randomUUID } from 'node:crypto';
import { createAuthEndpoint } from '@better-auth/core/api';
import { getAuthenticatorName, passkey as passkeys } from '@better-auth/passkey';
import { betterAuth, type BetterAuthPlugin, type Session } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { Database } from '../../db/connect.server.ts';
import { account, passkey, rateLimit, session, user, verification } from '../../db/tables/sign-in.server.ts';
import type { Config } from '../http/config.server.ts';
import { addressHeader } from '../http/node-exchange.server.ts';
import { z } from '../http/schema.ts';
import { cookieAttributes, cookieName } from './cookies.server.ts';
import { ways } from './ways.ts';

/** A session lasts at most this long, however busy it is. */
export const sessionMaxSeconds = 12 * 60 * 60;

const beginning = z.object({
  personId: z.uuid(),
  way: z.enum(ways),
  strong: z.boolean(),
  membershipId: z.uuid().nullable(),
  role: z.string().nullable(),
  partnershipId: z.uuid().nullable(),
});

/**
 * Our own way in: opens a session for a person whom we have already made sure of. It can be called from the server only; without a path it
 * has no URL. The person's row in `auth.user` is made when they first come.
 */
const hallwayWays = {
  id: 'hallway-ways',
  endpoints: {
    beginSession: createAuthEndpoint({ method: 'POST', body: beginning, metadata: { SERVER_ONLY: true } }, async (ctx) => {
      const { personId, way, strong, membershipId, role, partnershipId } = ctx.body;
      const { internalAdapter } = ctx.context;
      const known = await internalAdapter.findUserById(personId);
      const account = known ?? (await ctx.context.adapter.create({
        model: 'user',
        data: { id: personId, name: '', email: `${personId}@person.invalid`, emailVerified: false, createdAt: new Date(), updatedAt: new Date() },
        forceAllowId: true,
      }) as NonNullable<typeof known>);
      const opened = await internalAdapter.createSession(personId, false, { way, membershipId, role, partnershipId, strongAt: strong ? new Date() : null });
      // No age: the cookie ends with the browser, the session by its own limits.
      await setSessionCookie(ctx, { session: opened, user: account }, false, { maxAge: undefined });
      return { sessionId: opened.id };
    }),
    renewSession: createAuthEndpoint({ method: 'POST', body: z.object({ sessionId: z.uuid() }), metadata: { SERVER_ONLY: true } }, async (ctx) => {
      const { adapter, internalAdapter } = ctx.context;
      const token = randomBytes(32).toString('base64url');
      const renewed = await adapter.update<Session>({ model: 'session', where: [{ field: 'id', value: ctx.body.sessionId }], update: { token } });
      const account = renewed && (await internalAdapter.findUserById(renewed.userId));
      if (renewed && account) await setSessionCookie(ctx, { session: renewed, user: account }, false, { maxAge: undefined });
    }),
  },
} satisfies BetterAuthPlugin;

/** A header of our own making that says for whom a new passkey is wanted; no browser reaches the library with one of its own. */
export const wantedForHeader = 'hallway-wanted-for';

/**
 * Passkeys: found by the device without an address (a "discoverable" key), and only ever used after the device has made sure of its owner by
 * fingerprint, face or code: possession and person in one, so that no second step follows.
 */
function passkeysFor(config: Config) {
  return passkeys({
    rpID: new URL(config.origin).hostname,
    rpName: 'Hallway',
    origin: config.origin,
    advanced: { webAuthnChallengeCookie: 'challenge' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      requireSession: false,
      resolveUser: ({ context }) => ({ id: z.uuid().parse(context), name: 'Hallway' }),
      afterVerification: ({ ctx, verification: { registrationInfo }, user: { id } }) => {
        if (!registrationInfo?.userVerified || ctx.headers?.get(wantedForHeader) !== id) throw new APIError('BAD_REQUEST');
        return { userId: id, ...(getAuthenticatorName(registrationInfo.aaguid) && { name: getAuthenticatorName(registrationInfo.aaguid) }) };
      },
    },
    authentication: {
      afterVerification: ({ verification: { authenticationInfo } }) => {
        if (!authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED');
      },
    },
  });
}

/**
 * The sign-in library, fenced: its own role, schema and pool; nobody can sign up; the client's address comes from the socket.
 *
 * It is not mounted on a URL: our own pages call it, and what it answers is judged there. Sessions, their signed cookie and their end are its work,
 * and the ceremonies of passkeys. Its own password and two-factor flow stays off: that opens a session before the second factor, and takes a code twice.
 */
function makeLibrary(authDb: Database, config: Config) {
  return betterAuth({
    appName: 'Hallway',
    baseURL: config.origin,
    secret: config.sessionSecret,
    trustedOrigins: [config.origin],
    database: drizzleAdapter(authDb, { provider: 'pg', schema: { user, session, account, verification, rateLimit, passkey } }),
    emailAndPassword: { enabled: false, disableSignUp: true },
    user: { changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    session: {
      expiresIn: sessionMaxSeconds,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: {
        way: { type: 'string', required: true, input: false },
        membershipId: { type: 'string', required: false, input: false },
        partnershipId: { type: 'string', required: false, input: false },
        role: { type: 'string', required: false, input: false },
        strongAt: { type: 'date', required: false, input: false },
      },
    },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 30 },
    advanced: {
      cookiePrefix: `hallway-${config.installation}`,
      useSecureCookies: false,
      cookies: {
        session_token: { name: cookieName(config, 'session'), attributes: cookieAttributes(config) },
        challenge: { name: cookieName(config, 'challenge'), attributes: cookieAttributes(config) },
      },
      ipAddress: { ipAddressHeaders: [addressHeader()] },
      database: { generateId: () => randomUUID() },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // A session that the library opens by itself after a passkey; it is closed at once, and ours begins (`provePasskey`).
    databaseHooks: { session: { create: { before: async (opened) => ({ data: { way: 'passkey', ...opened } }) } } },
    plugins: [hallwayWays, passkeysFor(config)],
  });
}

export type Library = ReturnType<typeof makeLibrary>;

const libraries = new WeakMap<Database, Library>();

/** The one instance that goes with the process's sign-in pool. */
export function libraryOf({ authDb, config }: { authDb: Database; config: Config }): Library {
  let library = libraries.get(authDb);
  if (!library) libraries.set(authDb, (library = makeLibrary(authDb, config)));
  return library;
}
