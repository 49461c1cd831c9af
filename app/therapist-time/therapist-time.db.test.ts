import { createServer, type Server } from 'node:https';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { connect, type Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { readOrMakeCertificate } from '../../local/lan/certificate.ts';
import { readHere, type CalendarReader } from '../calendars/calendar-reader.ts';
import type { CalendarNetwork } from '../calendars/fetch-calendar.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { changesAfter, hoursOn } from './hours-in-force.ts';
import { keepTherapistHours } from './keep-therapist-hours.server.ts';
import { keepOutsideCalendar } from './keep-outside-calendar.server.ts';
import { outsideCalendarOf, removeOutsideCalendar } from './outside-calendar.server.ts';
import { keepOwnDay, ownDaysOf, removeOwnDay } from './own-days.server.ts';
import { ownTimeOf } from './own-time.server.ts';
import { readOutsideCalendar } from './read-outside-calendar.server.ts';
import { sealAddressesAnew } from './sealed-address.server.ts';
import { therapistHoursOf } from './therapist-hours.server.ts';

const t = await testDatabase();
const key = Buffer.alloc(32, 7).toString('base64');
let p: TestPartnership;
let folder: string;
let server: Server;
let network: CalendarNetwork;
let answer: { status: number; text: string; etag?: string } = { status: 200, text: '' };
const asked: (string | undefined)[] = [];

const event = (uid: string, from: string, until: string) => `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:Dentist with Leo\r\nDTSTART:${from}\r\nDTEND:${until}\r\nEND:VEVENT\r\n`;
const calendar = (...events: string[]) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`;
const address = () => `webcal://calendar.example.org:${(server.address() as AddressInfo).port}/secret-address.ics`;
const mine = <T>(work: (tx: Tx) => Promise<T>) => asActor(t.app, p.therapist, 'test', work);
const read = (atOnce = true, reader: CalendarReader = readHere) => readOutsideCalendar(t.app, p.therapist, p.id.therapist, { atOnce, network, reader });
const chosen = (typed: string) => keepOutsideCalendar(t.app, p.therapist, p.id.therapist, typed, { network, reader: readHere });
const standing = () => mine((tx) => outsideCalendarOf(tx, p.id.therapist));
const busy = () => asActor(t.app, p.coordinator, 'test', async (tx) => (await tx.execute<{ busy: string }>(sql`select gate.busy(${p.id.therapist}, '[2026-11-24,2027-12-31)')::text as busy`))[0]?.busy);

beforeAll(async () => {
  holdKeys({ key, auditKey: key });
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  folder = await mkdtemp(join(tmpdir(), 'calendar-'));
  const { certificateFile, keyFile, authorityFile } = await readOrMakeCertificate(folder, ['127.0.0.1'], ['calendar.example.org'], new Date());
  server = createServer({ cert: await readFile(certificateFile), key: await readFile(keyFile) }, (request, response) => {
    asked.push(request.headers['if-none-match']);
    const same = answer.etag !== undefined && request.headers['if-none-match'] === answer.etag;
    response.writeHead(same ? 304 : answer.status, answer.etag ? { ETag: answer.etag } : {}).end(same ? '' : answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  network = { addressesOf: () => Promise.resolve(['127.0.0.1']), mayReach: () => true, options: { ca: await readFile(authorityFile) } };
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

test('today is a day on the clock of the hours that hold now, not of hours that begin later', async () => {
  const week = [{ weekday: 2, startMinute: 480, endMinute: 960 }];
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, 'America/New_York', week));
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, 'Pacific/Kiritimati', week, '2027-03-01'));
  expect(await mine((tx) => ownTimeOf(tx, p.id.therapist, 'UTC'))).toMatchObject({ zone: 'America/New_York', today: '2026-11-24' });
  await t.moveClockTo('2027-03-02T15:00:00Z');
  expect(await mine((tx) => ownTimeOf(tx, p.id.therapist, 'UTC'))).toMatchObject({ zone: 'Pacific/Kiritimati', today: '2027-03-03' });
  await t.moveClockTo(tuesdayMorning);
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, 'America/New_York', [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 480, endMinute: 960 }))));
});

test('hours from a date on leave those before it, and take the place of later changes', async () => {
  const week = (startMinute: number) => [1, 2].map((weekday) => ({ weekday, startMinute, endMinute: 960 }));
  const zone = 'America/New_York';
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, zone, week(480)));
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, zone, week(600), '2027-01-04'));
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, zone, week(540), '2026-12-01'));
  const hours = await mine((tx) => therapistHoursOf(tx, p.id.therapist));
  const starts = (date: string) => hoursOn(hours, date).map(({ startMinute }) => startMinute);
  expect([starts('2026-11-30'), starts('2026-12-01'), starts('2027-02-01')]).toEqual([[480, 480], [540, 540], [540, 540]]);
  expect(changesAfter(hours, '2026-11-24').map(({ fromDate }) => fromDate)).toEqual(['2026-12-01']);
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, zone, [], '2026-12-01'));
  expect(hoursOn(await mine((tx) => therapistHoursOf(tx, p.id.therapist)), '2026-12-01')).toEqual([]);
});

test('a day is kept in place of the one before, and goes by the week again', async () => {
  const day = { date: '2026-12-01', zone: 'America/New_York' };
  await mine((tx) => keepOwnDay(tx, p.id.therapist, { ...day, lines: [] }));
  await mine((tx) => keepOwnDay(tx, p.id.therapist, { ...day, lines: [{ startMinute: 540, endMinute: 720 }, { startMinute: 780, endMinute: 1440 }] }));
  expect(await mine((tx) => ownDaysOf(tx, p.id.therapist, '2026-11-24'))).toEqual([{ ...day, lines: [{ startMinute: 540, endMinute: 720 }, { startMinute: 780, endMinute: 1440 }] }]);
  await mine((tx) => removeOwnDay(tx, p.id.therapist, '2026-12-01'));
  expect(await mine((tx) => ownDaysOf(tx, p.id.therapist, '2026-11-24'))).toEqual([]);
});

test('an outside calendar is read, its times block, and neither its address nor what it is about is stored', async () => {
  answer = { status: 200, etag: '"1"', text: calendar(event('a', '20261201T150000Z', '20261201T160000Z'), event('b', '20261202T150000Z', '20261202T160000Z'), event('c', '20261203Z', '20261203Z')) };
  expect(await chosen('http://calendar.example.org/a.ics')).toEqual({ ok: false, reason: 'not-an-address' });
  expect(await chosen(address())).toEqual({ ok: true });
  expect(await standing()).toMatchObject({ stale: false, failedBecause: null, busy: 2, unreadable: 1, host: expect.stringContaining('calendar.example.org') as string });
  expect(await busy()).toBe('{["2026-12-01 15:00:00+00","2026-12-01 16:00:00+00"),["2026-12-02 15:00:00+00","2026-12-02 16:00:00+00")}');
  const stored = JSON.stringify([await t.owner`select to_json(c)::text from outside_calendar c`, await t.owner`select to_json(b)::text from outside_busy b`]);
  for (const secret of ['secret-address', 'Dentist', Buffer.from('secret-address').toString('hex')]) expect(stored).not.toContain(secret);
});

test('it is asked whether it is still the same, and what went from it is free again', async () => {
  asked.length = 0;
  expect(await read()).toEqual({ failed: null });
  expect(asked).toEqual(['"1"']);
  expect(await standing()).toMatchObject({ busy: 2 });
  answer = { status: 200, etag: '"2"', text: calendar(event('b', '20261202T150000Z', '20261202T160000Z')) };
  await read();
  expect(await busy()).toBe('{["2026-12-02 15:00:00+00","2026-12-02 16:00:00+00")}');
});

test('one that cannot be read keeps its times, says why, and is stale after a day', async () => {
  answer = { status: 200, text: '<html>Sign in</html>' };
  expect(await read()).toEqual({ failed: 'not-a-calendar' });
  answer = { status: 200, text: calendar(event('d', '20261205T150000Z', '20261205T160000Z')).slice(0, 90) };
  expect(await read()).toEqual({ failed: 'broken-off' });
  answer = { status: 500, text: '' };
  expect(await read()).toEqual({ failed: 'refused' });
  expect(await standing()).toMatchObject({ failedBecause: 'refused', busy: 1, stale: false });
  await t.moveClockTo('2026-11-25T13:01:00Z');
  expect(await standing()).toMatchObject({ stale: true });
});

test('an address that cannot be read is not used: the calendar before it stays, with its times', async () => {
  const before = await standing();
  answer = { status: 200, text: '<html>Sign in</html>' };
  expect(await chosen(address().replace('secret', 'other'))).toEqual({ ok: false, reason: 'not-a-calendar' });
  answer = { status: 404, text: '' };
  expect(await chosen(address())).toEqual({ ok: false, reason: 'refused' });
  expect(await standing()).toEqual(before);
});

test('who moves to another clock is read anew, though the calendar says that nothing changed', async () => {
  await t.moveClockTo(tuesdayMorning);
  answer = { status: 200, etag: '"3"', text: calendar(event('f', '20261203T090000', '20261203T100000')) };
  await read();
  expect(await busy()).toBe('{["2026-12-03 14:00:00+00","2026-12-03 15:00:00+00")}');
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, 'America/Los_Angeles', [{ weekday: 1, startMinute: 480, endMinute: 960 }], '2026-11-24'));
  asked.length = 0;
  await read();
  expect([asked, await busy()]).toEqual([[undefined], '{["2026-12-03 17:00:00+00","2026-12-03 18:00:00+00")}']);
  await read();
  expect(asked).toEqual([undefined, '"3"']);
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, 'America/New_York', [{ weekday: 1, startMinute: 480, endMinute: 960 }], '2026-11-24'));
});

test('what was read is dropped where another calendar took its place meanwhile', async () => {
  answer = { status: 200, etag: '"4"', text: calendar(event('slow', '20261207T150000Z', '20261207T160000Z')) };
  const slow: CalendarReader = {
    ...readHere,
    busy: async (...file) => {
      const found = await readHere.busy(...file);
      answer = { status: 200, text: calendar(event('new', '20261208T150000Z', '20261208T160000Z')) };
      await chosen(address());
      return found;
    },
  };
  expect(await read(true, slow)).toBeNull();
  expect(await busy()).toBe('{["2026-12-08 15:00:00+00","2026-12-08 16:00:00+00")}');
});

test('it is read when it is due, by one at a time, and sooner after a jump of the clock', async () => {
  answer = { status: 200, text: calendar() };
  await t.moveClockTo('2026-11-25T13:20:00Z');
  expect(await read(false)).toEqual({ failed: null });
  expect(await read(false)).toBeNull();
  await t.moveClockTo(tuesdayMorning);
  expect(await read(false)).toEqual({ failed: null });
});

test('its address is sealed anew when the key is rotated, and opens as before', async () => {
  holdKeys({ key, auditKey: key, wrapping: [{ version: 1, key }, { version: 2, key: Buffer.alloc(32, 9) }] });
  const owner = connect(t.url('hallway_owner'), { max: 1 });
  expect(await owner.transaction((tx) => sealAddressesAnew(tx, 2, 10))).toBe(1);
  expect(await owner.transaction((tx) => sealAddressesAnew(tx, 2, 10))).toBe(0);
  await owner.close();
  expect(await read()).toEqual({ failed: null });
});

test('a calendar that is forgotten leaves no times', async () => {
  await mine((tx) => removeOutsideCalendar(tx, p.id.therapist));
  expect(await standing()).toBeNull();
  expect(await busy()).toBe('{}');
});
