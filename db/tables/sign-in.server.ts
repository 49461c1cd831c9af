import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from '../range.server.ts';

/** Schema `auth`, as the sign-in library sees it (keys are its field names). Reached by role `hallway_auth` alone. */
const auth = pgSchema('auth');

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const user = auth.table('user', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text(),
  linksByAddress: boolean('links_by_address').notNull().default(true),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

export const session = auth.table('session', {
  id: uuid().primaryKey(),
  userId: uuid('user_id').notNull().references(() => user.id, { onDelete: 'cascade' }),
  token: text().notNull().unique(),
  expiresAt: instant('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  way: text({ enum: ['demo', 'link', 'password', 'passkey', 'sso'] }).notNull(),
  membershipId: uuid('membership_id'),
  partnershipId: uuid('partnership_id'),
  role: text(),
  strongAt: instant('strong_at'),
  seenAt: instant('seen_at').notNull().default(sql`auth.clock_now()`),
  sharedDevice: boolean('shared_device').notNull().default(false),
});

export const endedSession = auth.table('ended_session', {
  tokenSha256: bytea('token_sha256').primaryKey(),
  why: text({ enum: ['idle', 'idle_shared', 'ended_elsewhere', 'access_ended'] }).notNull(),
  endedAt: instant('ended_at').notNull().defaultNow(),
});

export const account = auth.table('account', {
  id: uuid().primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: uuid('user_id').notNull().references(() => user.id, { onDelete: 'cascade' }),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: instant('access_token_expires_at'),
  refreshTokenExpiresAt: instant('refresh_token_expires_at'),
  scope: text(),
  password: text(),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

export const verification = auth.table('verification', {
  id: uuid().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: instant('expires_at').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

export const rateLimit = auth.table('rate_limit', {
  id: uuid().primaryKey().defaultRandom(),
  key: text().notNull().unique(),
  count: integer().notNull(),
  lastRequest: bigint('last_request', { mode: 'number' }).notNull(),
});

export const passkey = auth.table('passkey', {
  id: uuid().primaryKey(),
  name: text(),
  publicKey: text('public_key').notNull(),
  userId: uuid('user_id').notNull().references(() => user.id, { onDelete: 'cascade' }),
  credentialID: text('credential_id').notNull().unique(),
  counter: bigint({ mode: 'number' }).notNull(),
  deviceType: text('device_type').notNull(),
  backedUp: boolean('backed_up').notNull(),
  transports: text(),
  createdAt: instant('created_at').notNull().defaultNow(),
  aaguid: text(),
  lastUsedAt: instant('last_used_at'),
});

export const authenticator = auth.table('authenticator', {
  userId: uuid('user_id').primaryKey().references(() => user.id, { onDelete: 'cascade' }),
  sealed: bytea().notNull(),
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  madeAt: instant('made_at').notNull().defaultNow(),
});

export const recoveryCode = auth.table('recovery_code', {
  userId: uuid('user_id').notNull().references(() => user.id, { onDelete: 'cascade' }),
  codeHmac: bytea('code_hmac').notNull(),
});
