import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { Config } from '../http/config.server.ts';
import { linkToken, linkUrl, staffInvitationUrl, tokenSha256, type LinkKind } from './link-token.server.ts';

/** What a link opens, for whom, from when until when (ISO text). */
export type LinkOrder =
  /** Opens the page of one consent request, for days, as often as its holder likes; opening spends nothing. */
  | { kind: 'invitation'; personId: string; consentRequestId: string; expiresAt: string }
  /** Opens the page on which somebody who is to work here sets up how they sign in, for days, until they have. */
  | { kind: 'invitation'; personId: string; membershipId: string; expiresAt: string }
  /** Opens one visit in its window, on the device that opens it first. `sentTo`: the guardian who is sent a student's link; it ends with their right. */
  | { kind: 'visit'; personId: string; part: 'student' | 'guardian' | 'interpreter'; appointmentId: string; beginsAt: string; expiresAt: string; sentTo?: string | null }
  /** Signs a guardian in, once, within ten minutes, in the browser that asked. */
  | { kind: 'sign_in'; personId: string; deviceSha256: Buffer };

/**
 * Makes a link in the acting partnership and gives the address to be sent. The same `id` twice is one link (a job that runs again).
 * The token is nowhere stored: {@link linkUrl} of {@link linkToken} gives the address again whenever the message is written again.
 */
export async function makeLink(tx: Tx, config: Pick<Config, 'origin' | 'key'>, order: LinkOrder, id: string = randomUUID()): Promise<{ id: string; url: string }> {
  const token = linkToken(config.key, order.kind, id);
  const what = {
    consent: 'consentRequestId' in order ? order.consentRequestId : null,
    membership: 'membershipId' in order ? order.membershipId : null,
    appointment: order.kind === 'visit' ? order.appointmentId : null,
    part: order.kind === 'visit' ? order.part : null,
    sentTo: order.kind === 'visit' ? (order.sentTo ?? null) : null,
    device: order.kind === 'sign_in' ? order.deviceSha256 : null,
    begins: order.kind === 'visit' ? sql`${order.beginsAt}::timestamptz` : sql`clock_now()`,
    ends: order.kind === 'sign_in' ? sql`clock_now() + interval '10 minutes'` : sql`${order.expiresAt}::timestamptz`,
  };
  await tx.execute(sql`
    insert into link (partnership_id, id, kind, token_sha256, person_id, part, consent_request_id, appointment_id, membership_id, begins_at, expires_at, device_sha256, sent_to)
    values (ctx_partnership(), ${id}::uuid, ${order.kind}, ${tokenSha256(token)}, ${order.personId}::uuid, ${what.part}, ${what.consent}::uuid, ${what.appointment}::uuid, ${what.membership}::uuid,
      ${what.begins}, ${what.ends}, ${what.device}, ${what.sentTo}::uuid)
    on conflict (partnership_id, id) do nothing`);
  return { id, url: 'membershipId' in order ? staffInvitationUrl(config.origin, token) : linkUrl(config.origin, order.kind, token) };
}

/** Ends all links to a consent request, an appointment or a membership, for good: it was withdrawn, cancelled, or the link is sent anew. Gives how many. */
export async function revokeLinks(tx: Tx, to: { consentRequestId: string } | { appointmentId: string } | { membershipId: string }): Promise<number> {
  const these = 'consentRequestId' in to ? sql`consent_request_id = ${to.consentRequestId}::uuid`
    : 'appointmentId' in to ? sql`appointment_id = ${to.appointmentId}::uuid` : sql`membership_id = ${to.membershipId}::uuid and spent_at is null`;
  return (await tx.execute(sql`update link set revoked_at = clock_now() where partnership_id = ctx_partnership() and ${these} and revoked_at is null`)).count;
}

/** The holder of a link, for `asActor`; null for text that cannot be a token. The gate then says whether it is known and in its time. */
export function linkActor(kind: Exclude<LinkKind, 'sign_in'>, token: string): Extract<Actor, { kind: 'link' }> | null {
  const hash = tokenSha256(token);
  return hash && { kind: 'link', link: kind, tokenSha256: hash };
}

/** Notes that the link in the transaction's context was opened; the first time counts. Spends nothing. */
export async function noteOpened(tx: Tx): Promise<void> {
  await tx.execute(sql`update link set first_opened_at = clock_now() where partnership_id = ctx_partnership() and id = ctx_link() and first_opened_at is null`);
}

/** The gate's refusals of a link, as the reasons that pages answer with (`refusal.link-ended` …); for `refusing`. */
export const linkRefusals = {
  a_link_is_known: 'link-unknown',
  a_link_is_not_revoked: 'link-ended',
  a_link_is_spent_once: 'link-spent',
  a_link_ends_in_time: 'link-ended',
  a_link_begins_in_time: 'link-too-early',
  a_link_stays_with_its_device: 'link-elsewhere',
  a_guardian_acts_while_confirmed: 'link-ended',
} as const;
export type LinkRefusal = (typeof linkRefusals)[keyof typeof linkRefusals];
