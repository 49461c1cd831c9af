import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { givePass, type PassGiven, type PassRefusal, type PassWanted } from './give-pass.server.ts';
import { mintMediaToken } from './media-token.server.ts';
import { roomService, type RoomService } from './room-service.server.ts';
import type { PassAnswer } from './room-snapshot.ts';
import { visitRefusals } from './visit-refusals.ts';

type Within = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * The join click: after every gate has said yes, a room at the video server and a token for it that lives five minutes. In this order,
 * because nothing is minted for somebody who may not come in, and no transaction waits for the video server.
 *
 * `video-down` when the video server does not answer (the browser tries again and shows the call-back number), `video-absent` when there is
 * none at all.
 */
export async function enterRoom(context: Pick<HallwayContext, 'config'>, within: Within, wanted: PassWanted): Promise<PassAnswer> {
  const { video, origin } = context.config;
  const pass = await passWithin(within, wanted);
  if (!video) return pass.ok ? { ok: false, reason: 'video-absent' } : { ok: false, reason: pass.reason };
  const rooms = roomService(video);
  const given = pass.ok ? pass : await unlessGone(pass, rooms, within, wanted);
  if (!given.ok) return { ok: false, reason: given.reason };
  const opened = await rooms.open(given.room);
  if (!opened.ok) return opened;
  const token = await mintMediaToken(video, { room: given.room, identity: given.identity });
  return { ok: true, url: origin.replace(/^http/, 'ws'), token, mediaKey: given.mediaKey };
}

type Refused = Omit<PassRefusal, 'reason'> & { reason: string };

async function passWithin(within: Within, wanted: PassWanted): Promise<PassGiven | Refused> {
  const answer = await refusing(visitRefusals, () => within((tx) => givePass(tx, wanted)));
  return answer.ok ? answer.value : { ok: false, reason: answer.reason };
}

/** The other device is a memory when the video server does not see it any more. */
async function unlessGone(refusal: Refused, rooms: RoomService, within: Within, wanted: PassWanted): Promise<PassGiven | Refused> {
  if (refusal.reason !== 'elsewhere' || !refusal.room) return refusal;
  const there = await rooms.whoIsIn(refusal.room);
  if (!there.ok || there.sessions.some((session) => session.identity === refusal.identity)) return refusal;
  return passWithin(within, { ...wanted, takeOver: true });
}

/** Everything of a member's pass in one transaction of theirs. */
export function withinActor(context: Pick<HallwayContext, 'db'>, actor: Actor): Within {
  return (work) => asActor(context.db, actor, 'visit.join', work);
}
