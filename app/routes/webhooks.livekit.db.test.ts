import { createHash, randomUUID } from 'node:crypto';
import type { ActionFunctionArgs } from '@remix-run/node';
import { AccessToken } from 'livekit-server-sdk';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { action } from './webhooks.livekit.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { openVisit } from '../visits/open-visit.server.ts';
import { bookedVisit, nineOClock } from '../visits/test-visit.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
const video = { url: 'ws://127.0.0.1:1', apiKey: 'APItest', apiSecret: 'a secret of more than thirty-two letters' };
const warned: string[] = [];
let visitId: string;
let room: string;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  const p = await testPartnership(t);
  const v = await bookedVisit(t, p);
  await t.moveClockTo(nineOClock);
  visitId = (await asActor(t.app, p.job, 'test', (tx) => openVisit(tx, v.appointmentId))) as string;
  const [row] = await t.owner`select room_name from visit where id = ${visitId}`;
  room = String(row?.['room_name']);
});

const body = (id: string) => JSON.stringify({ event: 'participant_joined', id, createdAt: String(Math.floor(Date.now() / 1000)), room: { name: room }, participant: { sid: 'PA_1', identity: randomUUID() } });

async function send(text: string, { secret = video.apiSecret, ttl = '5m', altered = text }: { secret?: string; ttl?: string; altered?: string } = {}): Promise<number> {
  const token = new AccessToken(video.apiKey, secret, { ttl });
  token.sha256 = createHash('sha256').update(text).digest('base64');
  const request = new Request('http://localhost/webhooks/livekit', { method: 'POST', body: altered, headers: { Authorization: await token.toJwt() } });
  const context = { db: t.app, config: { video }, requestId: 'r', log: { warn: (event: string) => warned.push(event) } };
  const answer = await action({ request, context, params: {} } as unknown as ActionFunctionArgs);
  return answer.status;
}
const kept = async (): Promise<number> => Number((await t.owner`select count(*) as n from media_event where visit_id = ${visitId}`)[0]?.['n']);

test('a true webhook is acknowledged and kept, twice is once', async () => {
  const text = body('EV_true');
  expect([await send(text), await send(text)]).toEqual([200, 200]);
  expect(await kept()).toBe(1);
});

test('a forged, altered or replayed one is 401, noted, and leaves nothing', async () => {
  const before = await kept();
  expect(await send(body('EV_forged'), { secret: 'another secret of more than 32 letters' })).toBe(401);
  expect(await send(body('EV_altered'), { altered: body('EV_other') })).toBe(401);
  expect(await send(body('EV_replayed'), { ttl: '-1h' })).toBe(401);
  expect(await kept()).toBe(before);
  expect(warned).toEqual(['webhook-refused', 'webhook-refused', 'webhook-refused']);
});

test('one about a room that no visit has is acknowledged and forgotten', async () => {
  const before = await kept();
  expect(await send(body('EV_elsewhere').replace(room, 'another room'))).toBe(200);
  expect(await kept()).toBe(before);
});
