import { WebhookReceiver, type WebhookEvent } from 'livekit-server-sdk';
import type { VideoKey } from './media-token.server.ts';

/**
 * What the video server says happened, as far as we listen to it. Times are whole seconds of the real clock: several events
 * share one, so they do not order anything.
 */
export type VideoEvent = {
  eventId: string;
  kind: 'joined' | 'left' | 'room-finished' | 'other';
  room: string;
  atMs: number;
  /** Only for joined and left. */
  session: { sessionId: string; identity: string; joinedAtMs: number | null } | null;
};

export type WebhookVerdict = { ok: true; event: VideoEvent } | { ok: false; reason: 'forged' };

/**
 * Whether a webhook is the video server's own word.
 *
 * Its signature covers the SHA-256 of the body, so the body is taken as the raw bytes that came and never re-serialised.
 * The signature also runs out (five minutes): a body that is sent again a day later is refused here; one that is sent again at once
 * is recognised by its event id, where it is stored. Everything wrong is one answer, `forged`.
 */
export async function verifyWebhook(key: VideoKey, raw: Uint8Array, authorization: string | null): Promise<WebhookVerdict> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    const event = await new WebhookReceiver(key.apiKey, key.apiSecret).receive(text, authorization ?? undefined);
    return event.id ? { ok: true, event: videoEventOf(event) } : { ok: false, reason: 'forged' };
  } catch {
    return { ok: false, reason: 'forged' };
  }
}

const kinds: Readonly<Record<string, VideoEvent['kind']>> = {
  participant_joined: 'joined',
  participant_left: 'left',
  room_finished: 'room-finished',
};

function videoEventOf(event: WebhookEvent): VideoEvent {
  const kind = kinds[event.event] ?? 'other';
  const { participant } = event;
  const withSession = (kind === 'joined' || kind === 'left') && participant?.sid;
  return {
    eventId: event.id,
    kind,
    room: event.room?.name ?? '',
    atMs: Number(event.createdAt) * 1000,
    session: withSession
      ? { sessionId: participant.sid, identity: participant.identity, joinedAtMs: participant.joinedAt ? Number(participant.joinedAt) * 1000 : null }
      : null,
  };
}
