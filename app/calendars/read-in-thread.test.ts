import { expect, test } from 'vitest';
import { readHere } from './calendar-reader.ts';
import { readInThread } from './read-in-thread.server.ts';

const event = (n: number, rule = '') => `BEGIN:VEVENT\r\nUID:${n}\r\nSUMMARY:Dentist\r\nDTSTART:20261201T150000\r\nDTEND:20261201T160000\r\n${rule}END:VEVENT\r\n`;
const file = (...events: string[]) => Buffer.from(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`);
const reading = { zone: 'America/New_York', within: { fromMs: Date.parse('2026-11-24T00:00:00Z'), untilMs: Date.parse('2027-06-01T00:00:00Z') } };

test('files that come together are each read as they would be here, events and busy times', async () => {
  const reader = readInThread();
  const files = [file(event(1)), file(event(1), event(2, 'RRULE:FREQ=WEEKLY\r\n')), Buffer.from('<html>')];
  expect(await Promise.all(files.map((one) => reader.busy(one, reading)))).toEqual(await Promise.all(files.map((one) => readHere.busy(one, reading))));
  expect(await reader.events(files[1]!, reading)).toEqual(await readHere.events(files[1]!, reading));
});

test('while a file is hard work, everybody else goes on', async () => {
  const hard = file(...Array.from({ length: 400 }, (_, n) => event(n, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n')));
  let turns = 0;
  let going = true;
  const others = (async () => {
    while (going) {
      turns += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const read = await readInThread().busy(hard, reading);
  going = false;
  await others;
  expect(read).toMatchObject({ ok: true });
  expect(turns).toBeGreaterThan(10);
});

test('when the thread ends, who waits is told and the next file is read by another', async () => {
  const reader = readInThread();
  const broken = { ...reading, zone: 'Nowhere/At_All' };
  await expect(reader.busy(file(event(1)), broken)).rejects.toThrow();
  expect(await reader.busy(file(event(1)), reading)).toMatchObject({ ok: true });
});
