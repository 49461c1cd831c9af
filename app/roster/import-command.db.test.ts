import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership } from '../../db/test-partnership.ts';
import { main } from './import-command.server.ts';

const t = await testDatabase();
const demo = resolve(import.meta.dirname, '../../db/seed/roster');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hallway-command-test-'));
  await testPartnership(t);
  const key = Buffer.alloc(32, 3).toString('base64');
  const environment = {
    PORT: '4000', HALLWAY_INSTALLATION: '0a1b2c3d', HALLWAY_SESSION_SECRET: 'x'.repeat(32), HALLWAY_KEY: key, HALLWAY_AUDIT_KEY: key,
    DATABASE_APP_URL: t.url('hallway_app'), DATABASE_AUTH_URL: t.url('hallway_auth'), DATABASE_SEALER_URL: t.url('hallway_sealer'),
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said.out += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said.err += String(text))));
  const code = await main(args);
  vi.restoreAllMocks();
  return { code, ...said };
}

test('with --json prints one line, rows read and left out, and nothing else', async () => {
  const { code, out } = await run('roster', demo, '--made-up', '--json');
  expect(code).toBe(0);
  expect(out).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(out)).toEqual({
    orgs: { read: 4, refused: 0 }, users: { read: 127, refused: 0 }, classes: { read: 43, refused: 0 }, enrollments: { read: 331, refused: 0 },
  });
});

test('prints a summary that people can read', async () => {
  const { code, out } = await run('roster', demo, '--made-up');
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    'OneRoster CSV 1.2, from “Mill Creek SIS”, is in.', 'Organizations: 4 read, 0 left out', 'People: 127 read, 0 left out', 'Classes: 43 read, 0 left out', 'Places in classes: 331 read, 0 left out', '',
  ]);
});

test('says why nothing came in, and where', async () => {
  await writeFile(join(folder, 'orgs.csv'), 'sourcedId,name,type,parentSourcedId\n1,Alder,school,\n2,Bir');
  await writeFile(join(folder, 'users.csv'), 'sourcedId,orgSourcedIds,givenName,familyName,role\n');
  const { code, out, err } = await run('roster', folder, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({ refused: { reason: 'truncated', file: 'orgs.csv', line: 3 } });
  expect(err).toBe('Nothing was brought in. A file was cut off: its last line is not whole. Export it again. orgs.csv, line 3\n');
});

test('in a demo asks for --made-up', async () => {
  await t.owner`update installation set kind = 'demo'`;
  const { code, err } = await run('roster', demo);
  expect(code).toBe(1);
  expect(err).toContain('--made-up');
  await t.owner`update installation set kind = 'test'`;
});

test('tells how it is used when it is asked for something else, and when nothing is at the path', async () => {
  for (const args of [[], ['calendar', demo], ['roster'], ['roster', demo, '--no-such'], ['roster', demo, demo]]) expect((await run(...args)).code).toBe(2);
  expect((await run('roster', join(folder, 'nothing'))).err).toBe('Nothing is at that path.\n');
});

test('asks which partnership when there are several', async () => {
  const { id } = await testPartnership(t, 'Lakeshore');
  const { code, err } = await run('roster', demo, '--made-up');
  expect(code).toBe(2);
  expect(err).toContain(id.partnership);
  expect((await run('roster', demo, '--made-up', '--partnership', id.partnership)).code).toBe(0);
});
