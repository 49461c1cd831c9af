import type { LoaderFunctionArgs } from '@remix-run/node';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { record } from '../audit/record.server.ts';
import { testServing, type TestServing } from '../http/test-context.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership } from '../../db/test-partnership.ts';
import { recordRun } from '../../local/backup/record-run.ts';
import { loader } from './metrics.ts';

const t = await testDatabase();
const serving = await testServing(t);
const guarded = await testServing(t, { METRICS_TOKEN: 'only-for-tests-only-for-tests' });
const ids: string[] = [];

beforeAll(async () => {
  for (const name of ['Mill Creek', 'Birch']) {
    const p = await testPartnership(t, name);
    const s = await addStudent(t, p, 'Zephyrine', `Quackenbush${name.replaceAll(' ', '')}`);
    ids.push(...Object.values(p.id), ...Object.values(s.id));
    await asActor(t.app, p.counselor, 'test', (tx) => record(tx, { action: 'student.read', studentId: s.id.student }));
    await asActor(t.app, p.job, 'test', (tx) => promiseMessage(tx, { to: s.id.guardian, template: 'sign-in-link', params: { url: 'https://hallway.example/x', minutes: 10 }, dedupeKey: 'one' }));
  }
  await recordRun(t.url('hallway_owner'), new Date(), { bytes: 1 });
});

async function scrape(from: TestServing, { address = '127.0.0.1', forwarded = false, headers = {} }: { address?: string; forwarded?: boolean; headers?: Record<string, string> } = {}): Promise<{ status: number; text: string }> {
  const context = { ...from.context(), clientAddress: address, forwarded };
  const answer = await loader({ request: new Request('http://localhost:4000/metrics', { headers }), context, params: {} } as LoaderFunctionArgs).catch((thrown: unknown) => thrown as Response);
  return { status: answer.status, text: await answer.text() };
}

test('this computer reads how the whole installation stands', async () => {
  serving.context().metrics.count({ route: 'routes/today', method: 'GET', status: 200, seconds: 0.02 });
  serving.context().metrics.count({ route: 'routes/today', method: 'PROPFIND', status: 405, seconds: 0.02 });
  await serving.context().boss.send('deliver-message', {});
  const { status, text } = await scrape(serving);
  expect(status).toBe(200);
  expect(text.split('\n').filter((line) => line.startsWith('hallway_') && !line.includes('_seconds'))).toEqual([
    'hallway_requests_total{route="routes/today",method="GET",status="200"} 1',
    'hallway_requests_total{route="routes/today",method="other",status="405"} 1',
    'hallway_part_up{part="database"} 1',
    'hallway_part_up{part="jobs"} 1',
    'hallway_jobs{queue="deliver-message",state="created"} 1',
    'hallway_outbox_messages{state="promised"} 2',
    'hallway_outbox_messages{state="dead"} 0',
    'hallway_visits{state="open"} 0',
    'hallway_visits{state="live"} 0',
    'hallway_audit_unsealed_entries 2',
  ]);
  expect(text).toMatch(/^hallway_audit_unsealed_seconds \d/mu);
  expect(text).toMatch(/^hallway_backup_age_seconds \d/mu);
});

test('a number that is gone is not told from memory', async () => {
  const [{ count }] = (await t.app.execute(sql`select count(*)::int as count from jobs.job where name = 'deliver-message'`)) as unknown as [{ count: number }];
  expect(count).toBe(1);
  await t.owner`delete from jobs.job`;
  expect((await scrape(serving)).text).not.toContain('hallway_jobs{');
});

test('no label names a person, a partnership or any record', async () => {
  const { text } = await scrape(serving);
  expect([...ids, 'Quackenbush', 'Zephyrine', 'Mill Creek', 'Birch'].filter((word) => text.includes(word))).toEqual([]);
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/u);
});

test('from elsewhere, and through a proxy, there is no such page', async () => {
  expect(await scrape(serving, { address: '192.0.2.7' })).toEqual({ status: 404, text: '' });
  expect(await scrape(serving, { forwarded: true })).toEqual({ status: 404, text: '' });
});

test('with METRICS_TOKEN only who shows it reads them, from anywhere', async () => {
  expect((await scrape(guarded)).status).toBe(404);
  expect((await scrape(guarded, { headers: { authorization: 'Bearer wrong' } })).status).toBe(404);
  expect((await scrape(guarded, { address: '192.0.2.7', headers: { authorization: 'Bearer only-for-tests-only-for-tests' } })).status).toBe(200);
});
