import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { SessionAtServer } from './roll-call.ts';
import type { VideoEvent } from './verify-webhook.server.ts';

/** A visit's room as the recorder knows it. */
export type VisitRoom = { visitId: string; room: string };

/** The video server knows the real clock only; the portal's may have been moved (a demo). What it says is kept in the portal's. */
const portalTime = (ms: number | null | undefined) => sql`${ms === null || ms === undefined ? null : new Date(ms).toISOString()}::timestamptz + (clock_now() - now())`;

const kinds = { joined: 'joined', left: 'left', 'room-finished': 'room_finished', other: 'other' } as const;

/**
 * Keeps what the video server said by itself, each event once: a webhook that comes twice, or again a day later, has its id here already.
 * Acts as the webhook or as a job.
 *
 * @returns whether it was new
 */
export async function recordEvent(tx: Tx, { visitId, room }: VisitRoom, event: VideoEvent): Promise<boolean> {
  const { count } = await tx.execute(sql`
    insert into media_event (partnership_id, id, visit_id, kind, room, identity, session_id, joined_at, at, source)
    values (ctx_partnership(), ${event.eventId}, ${visitId}::uuid, ${kinds[event.kind]}, ${room}, ${event.session?.identity ?? null}, ${event.session?.sessionId ?? null},
      ${portalTime(event.session?.joinedAtMs)}, ${portalTime(event.atMs)}, 'webhook')
    on conflict do nothing`);
  return count > 0;
}

/**
 * Keeps an answer to "who is in the room": at most one `seen` a session and minute, and `missing` for a session that had been there and was
 * not told to have left. `atMs` is the real clock before the question was sent, so nobody who came meanwhile counts as missing. `exact`: keep
 * this very moment, the last before a room is closed.
 */
export async function recordRollCall(tx: Tx, { visitId, room }: VisitRoom, sessions: readonly SessionAtServer[], atMs: number, exact = false): Promise<void> {
  const minute = new Date(atMs).toISOString().slice(0, exact ? undefined : 16);
  for (const { sessionId, identity, joinedAtMs } of sessions) {
    await tx.execute(sql`
      insert into media_event (partnership_id, id, visit_id, kind, room, identity, session_id, joined_at, at, source)
      values (ctx_partnership(), ${`seen ${sessionId} ${minute}`}, ${visitId}::uuid, 'seen', ${room}, ${identity}, ${sessionId}, ${portalTime(joinedAtMs)}, ${portalTime(atMs)}, 'poll')
      on conflict do nothing`);
  }
  const identities = sessions.map((session) => session.identity);
  await tx.execute(sql`
    update visit_participant set last_seen_at = clock_now(), left_at = null
    where partnership_id = ctx_partnership() and visit_id = ${visitId}::uuid and identity = any(${sql.param(identities)}::text[])`);
  await tx.execute(sql`
    insert into media_event (partnership_id, id, visit_id, kind, room, identity, session_id, at, source)
    select ctx_partnership(), 'missing ' || e.session_id || ' ' || ${minute}, ${visitId}::uuid, 'missing', ${room}, min(e.identity), e.session_id, ${portalTime(atMs)}, 'poll'
    from media_event e
    where e.partnership_id = ctx_partnership() and e.visit_id = ${visitId}::uuid and e.room = ${room} and e.session_id is not null
      and not e.session_id = any(${sql.param(sessions.map((session) => session.sessionId))}::text[])
    group by e.session_id
    having bool_and(e.kind <> 'left') and max(e.at) filter (where e.kind in ('joined', 'seen')) < ${portalTime(atMs)} - interval '2 seconds'
      and coalesce(max(e.at) filter (where e.kind = 'missing') < max(e.at) filter (where e.kind in ('joined', 'seen')), true)
    on conflict do nothing`);
}
