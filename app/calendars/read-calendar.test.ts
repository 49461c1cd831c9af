import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { occurrencesOf } from './occurrences.ts';
import { readCalendar } from './read-calendar.ts';
import { readEvents } from './read-events.ts';

const chicago = { zone: 'America/Chicago', within: { fromMs: Date.parse('2026-10-01T05:00:00Z'), untilMs: Date.parse('2027-02-01T06:00:00Z') } };
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:made-up', ...lines, 'END:VEVENT'];
const read = (text: string | Uint8Array) => {
  const found = readCalendar(text, chicago);
  if (!found.ok) throw new Error(found.reason);
  return { ...found, times: found.busy.map(({ fromMs, untilMs }) => `${new Date(fromMs).toISOString().slice(0, 16)}/${new Date(untilMs).toISOString().slice(0, 16)}`) };
};
const times = (...lines: string[]) => read(calendar(...event(...lines))).times;

describe('how a text is written', () => {
  const plain = calendar(...event('DTSTART;TZID=America/Chicago:20261201T090000', 'DTEND;TZID=America/Chicago:20261201T100000', 'SUMMARY:Café'));
  const december = ['2026-12-01T15:00/2026-12-01T16:00'];
  const summary = (bytes: Uint8Array) => { const found = readEvents(bytes, chicago); return found.ok ? found.events[0]?.summary : found.reason; };
  const utf16 = (text: string, high: 0 | 1) => Uint8Array.from([...text].flatMap((letter) => { const code = letter.charCodeAt(0); return high ? [code >> 8, code & 255] : [code & 255, code >> 8]; }));

  test.each([
    ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(plain)])],
    ['UTF-16 with a mark', utf16(`\uFEFF${plain}`, 0)],
    ['UTF-16, high byte first', utf16(`\uFEFF${plain}`, 1)],
    ['UTF-16 without a mark', utf16(plain, 0)],
    ['Windows-1252', Uint8Array.from([...plain].map((letter) => letter.charCodeAt(0)))],
  ])('%s is read with its accents', (_, bytes) => {
    expect(read(bytes).times).toEqual(december);
    expect(summary(bytes)).toBe('Café');
  });

  test('bare line feeds, blank lines and folds by a tab or a space within a word', () => {
    expect(read('BEGIN:VCALENDAR\n\nBEGIN:VEVENT\nDTST\n\tART:20261201T15\n 0000Z\nDURA\n TION:PT1H\nEND:VEVENT\nEND:VCALENDAR').times).toEqual(december);
  });

  test('a text without a calendar is refused, one that broke off is told', () => {
    expect(readCalendar('<html>Sign in to see this calendar</html>', chicago)).toEqual({ ok: false, reason: 'not-a-calendar' });
    expect(read(plain.slice(0, plain.indexOf('SUMMARY'))).unreadable).toEqual([{ reason: 'cut-off', summary: '', date: null }]);
  });
});

describe('when it is', () => {
  test('eight digits are a date and a time is a time, whatever VALUE says', () => {
    expect(times('DTSTART;TZID=America/Chicago:20261201')).toEqual(['2026-12-01T06:00/2026-12-02T06:00']);
    expect(times('DTSTART;VALUE=DATE:20261201T090000', 'DURATION:PT1H')).toEqual(['2026-12-01T15:00/2026-12-01T16:00']);
  });

  test('a whole day is as long as the day where the reader is, also when its end is written as its start', () => {
    expect(times('DTSTART;VALUE=DATE:20261101', 'DURATION:PT86400S')).toEqual(['2026-11-01T05:00/2026-11-02T06:00']);
    expect(times('DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261201')).toEqual(['2026-12-01T06:00/2026-12-02T06:00']);
  });

  test.each(['Eastern Standard Time', '(UTC-05:00) Eastern Time (US & Canada)', '/example.org/2024/America/New_York', 'US/Eastern', 'EST5EDT'])('the zone "%s" is New York', (zone) => {
    expect(times(`DTSTART;TZID="${zone}":20261014T090000`, 'DURATION:PT30M')).toEqual(['2026-10-14T13:00/2026-10-14T13:30']);
  });

  test('a zone that only the file explains is read by what the file says', () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Customized Time Zone', 'BEGIN:STANDARD', 'DTSTART:16010101T020000', 'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11', 'TZOFFSETFROM:+0300', 'TZOFFSETTO:+0200', 'END:STANDARD',
      'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0300', 'END:DAYLIGHT', 'END:VTIMEZONE'];
    const at = (text: string) => read(calendar(...event(`DTSTART;TZID=Customized Time Zone:${text}`, 'DURATION:PT10M'), ...zone)).times[0]?.slice(0, 16);
    expect([at('20261031T090000'), at('20261102T090000'), at('20261101T013000')]).toEqual(['2026-10-31T06:00', '2026-11-02T07:00', '2026-10-31T22:30']);
  });

  test('a zone that nobody knows is told, and the time kept on the reader’s own clock rather than dropped', () => {
    const found = read(calendar(...event('DTSTART;TZID=Middle-earth:20261201T090000', 'DURATION:PT1H', 'SUMMARY:Council')));
    expect(found.times).toEqual(['2026-12-01T15:00/2026-12-01T16:00']);
    expect(found.unreadable).toEqual([{ reason: 'unknown-zone', summary: 'Council', date: '2026-12-01' }]);
  });

  test('the zone that a calendar is shown in moves nothing', () => {
    expect(read(calendar('X-WR-TIMEZONE:Europe/Kiev', ...event('DTSTART:20261201T090000', 'DURATION:PT1H'))).times).toEqual(['2026-12-01T15:00/2026-12-01T16:00']);
  });

  test('of the hour that comes twice the first is meant, and 2:30 in the night without it is 3:30', () => {
    expect(times('DTSTART;TZID=America/Chicago:20261101T013000', 'DURATION:PT30M')).toEqual(['2026-11-01T06:30/2026-11-01T07:00']);
    const spring = readCalendar(calendar(...event('DTSTART;TZID=America/Chicago:20270314T023000', 'DURATION:PT30M')), { zone: 'UTC', within: { fromMs: Date.parse('2027-03-14T00:00Z'), untilMs: Date.parse('2027-03-15T00:00Z') } });
    expect(spring.ok && spring.busy[0]?.fromMs).toBe(Date.parse('2027-03-14T08:30Z'));
  });

  test('what cannot be read is told with its day, and does not take the rest with it', () => {
    const found = read(calendar(...event('DTSTART:20261201Z', 'SUMMARY:Lunch'), ...event('DTSTART:20261202T150000Z', 'DTEND:20261202T140000Z'), ...event('DTSTART:20261203T150000Z', 'DURATION:PT1H')));
    expect(found.times).toEqual(['2026-12-03T15:00/2026-12-03T16:00']);
    expect(found.unreadable.map(({ reason, date }) => [reason, date])).toEqual([['no-start', '2026-12-01'], ['ends-before-it-starts', '2026-12-02']]);
  });
});

describe('what recurs', () => {
  test('an exception takes out the same instant, in whatever zone it is written, and nothing else', () => {
    const series = ['DTSTART;TZID=America/Chicago:20261201T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4'];
    expect(times(...series, 'EXDATE:20261202T150000Z', 'EXDATE:20261203T090100', 'EXDATE:20261204')).toEqual(['2026-12-01T15:00/2026-12-01T16:00', '2026-12-03T15:00/2026-12-03T16:00', '2026-12-04T15:00/2026-12-04T16:00']);
  });

  test('a moved occurrence stands instead of the one it names, a cancelled one leaves its time free, the newest version counts', () => {
    const found = read(calendar(
      ...event('RECURRENCE-ID:20261208T150000Z', 'SEQUENCE:2', 'DTSTART:20261209T180000Z', 'DURATION:PT30M'), ...event('RECURRENCE-ID:20261208T150000Z', 'SEQUENCE:1', 'DTSTART:20261210T180000Z', 'DURATION:PT30M'),
      ...event('DTSTART;TZID=America/Chicago:20261201T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3'), ...event('RECURRENCE-ID:20261215T150000Z', 'STATUS:CANCELLED', 'DTSTART:20261215T150000Z', 'DURATION:PT1H')));
    expect(found.times).toEqual(['2026-12-01T15:00/2026-12-01T16:00', '2026-12-09T18:00/2026-12-09T18:30']);
    expect(found.counts.cancelled).toBe(1);
  });

  test('a change from one occurrence on moves all that follow', () => {
    const found = read(calendar(...event('DTSTART:20261201T150000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=4'), ...event('RECURRENCE-ID;RANGE=THISANDFUTURE:20261215T150000Z', 'DTSTART:20261215T170000Z', 'DURATION:PT30M')));
    expect(found.times).toEqual(['2026-12-01T15:00/2026-12-01T16:00', '2026-12-08T15:00/2026-12-08T16:00', '2026-12-15T17:00/2026-12-15T17:30', '2026-12-22T17:00/2026-12-22T17:30']);
  });

  test('a date that is added may have a length of its own', () => {
    expect(times('DTSTART:20261201T150000Z', 'DURATION:PT1H', 'RDATE;VALUE=PERIOD:20261203T150000Z/PT2H,20261204T150000Z/20261204T153000Z')).toEqual(['2026-12-01T15:00/2026-12-01T16:00', '2026-12-03T15:00/2026-12-03T17:00', '2026-12-04T15:00/2026-12-04T15:30']);
  });

  test('a rule that cannot be read is told, and its first time kept', () => {
    const found = read(calendar(...event('DTSTART:20261201T150000Z', 'DURATION:PT1H', 'RRULE:FREQ=FORTNIGHTLY')));
    expect(found.times).toEqual(['2026-12-01T15:00/2026-12-01T16:00']);
    expect(found.unreadable.map(({ reason }) => reason)).toEqual(['bad-rule']);
  });

  test('a rule that begins long ago is found without counting up to today', () => {
    expect(times('DTSTART:19000101T150000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=-1MO')).toEqual(['2026-10-26', '2026-11-30', '2026-12-28', '2027-01-25'].map((date) => `${date}T15:00/${date}T16:00`));
  });

  test('a rule that recurs without measure is told and ends', () => {
    const found = read(calendar(...event('DTSTART:19000101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY;COUNT=999999999')));
    expect(found.unreadable.map(({ reason }) => reason)).toEqual(['recurs-too-often']);
  });
});

describe('who is busy', () => {
  test.each([['STATUS:TENTATIVE', 1], ['STATUS:CANCELLED', 0], ['TRANSP:TRANSPARENT', 0], ['TRANSP:OPAQUE', 1]])('%s', (line, count) => {
    expect(times('DTSTART:20261201T150000Z', 'DURATION:PT1H', line)).toHaveLength(count);
  });

  test('free and busy periods', () => {
    const text = calendar('BEGIN:VFREEBUSY', 'FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261201T150000Z/PT1H,20261202T150000Z/20261202T160000Z', 'FREEBUSY;FBTYPE=FREE:20261203T150000Z/PT1H', 'END:VFREEBUSY');
    expect(read(text).times).toEqual(['2026-12-01T15:00/2026-12-01T16:00', '2026-12-02T15:00/2026-12-02T16:00']);
  });
});

test('a file of many events, exceptions and changes under one name is read all the same', () => {
  const day = (at: number) => new Date(Date.UTC(2026, 9, 1 + (at % 120), at % 24)).toISOString().replace(/[-:]|\.\d+/g, '');
  const many = Array.from({ length: 4000 }, (_, at) => event(`RECURRENCE-ID:${day(at)}`, `DTSTART:${day(at + 1)}`, 'DURATION:PT5M', 'RDATE:20261201T150000Z')).flat();
  const found = read(calendar(...event('DTSTART:20261001T000000Z', 'DURATION:PT5M', 'RRULE:FREQ=HOURLY', `EXDATE:${Array.from({ length: 150_000 }, (_, at) => day(at)).join(',')}`, `RDATE:${Array.from({ length: 150_000 }, () => '20261201T150500Z').join(',')}`), ...many));
  expect(found.busy.length).toBeGreaterThan(100);
});

describe('a file that is made to keep its reader busy', () => {
  const reasons = (...lines: string[]) => [...new Set(read(calendar(...lines)).unreadable.map(({ reason }) => reason))];
  const times = (count: number) => Array.from({ length: count }, (_, at) => event(`DTSTART;TZID=Own:${1970 + (at % 60)}1201T150000`, 'DURATION:PT1H')).flat();
  const zone = (observances: number, ...lines: string[]) => ['BEGIN:VTIMEZONE', 'TZID:Own', ...Array.from({ length: observances }, () => ['BEGIN:STANDARD', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0300', 'TZOFFSETTO:+0200', ...lines, 'END:STANDARD']).flat(), 'END:VTIMEZONE'];

  test('all its zones are worked out from the one budget, and it is told that this ended', () => {
    expect(reasons(...zone(200, 'RRULE:FREQ=SECONDLY;COUNT=999999999'), ...times(60))).toEqual(['recurs-too-often']);
  });

  test('a zone of more parts than any has is not known', () => {
    expect(reasons(...zone(301), ...times(1))).toEqual(['unknown-zone']);
  });

  test('what nests deeper than anything is not taken as whole', () => {
    const nested = (depth: number) => { const names = Array.from({ length: depth }, (_, at) => `X${at}`); return [...names.map((name) => `BEGIN:${name}`), ...names.reverse().map((name) => `END:${name}`)].join('\r\n'); };
    expect(reasons(nested(5))).toEqual([]);
    for (const depth of [20, 200_000]) expect(reasons(nested(depth))).toEqual(['cut-off']);
  });

  test('every event of a series with many changes is held against them, which are read once', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 9, 1, hour)).toISOString().replace(/[-:]|\.\d+/g, '');
    let looked = 0;
    const clock = { instantOf: (wallMs: number) => { looked += 1; return wallMs; } };
    const moment = (hour: number) => ({ kind: 'time' as const, wallMs: Date.UTC(2026, 9, 1, hour), zone: clock });
    const plain = { uid: 'one', sequence: 0, summary: '', description: '', status: 'confirmed' as const, transparent: false, length: { days: 0, ms: 60_000 }, rule: null, extraDates: [], leftOut: [], insteadOf: null };
    const events = Array.from({ length: 300 }, (_, hour) => [{ ...plain, start: moment(hour) }, { ...plain, start: moment(hour + 1000), insteadOf: { ...moment(hour), andFollowing: false } }]).flat();
    expect(occurrencesOf(events, chicago.within, { steps: 1_000_000 }).found).toHaveLength(300);
    expect(looked).toBeLessThan(300 * 20);
    expect(read(calendar(...Array.from({ length: 3000 }, (_, hour) => [...event(`DTSTART:${at(hour % 2000)}`, 'DURATION:PT5M'), ...event(`RECURRENCE-ID:${at(hour % 2000)}`, `DTSTART:${at((hour % 700) + 5)}`, 'DURATION:PT5M')]).flat())).busy.length).toBeGreaterThan(100);
  });

  test('a rule that names more weekdays than anybody means cannot be read', () => {
    expect(reasons(...event('DTSTART:20261201T150000Z', 'DURATION:PT1H', `RRULE:FREQ=DAILY;BYDAY=${Array.from({ length: 5000 }, () => 'MO').join(',')}`))).toEqual(['bad-rule']);
  });
});

test('whatever a text says, reading it ends without a throw, and busy times lie in the window', () => {
  const piece = fc.constantFrom('BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VTIMEZONE', 'TZID:Own', 'END:VTIMEZONE', 'BEGIN:STANDARD', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:-2359', 'END:STANDARD', 'DTSTART:20261201T150000Z', 'DTSTART;TZID=Own:20261101T013000', 'DTSTART:20261201',
    'DTEND:20261201', 'DURATION:P999999W', 'DURATION:-PT1H', 'RRULE:FREQ=SECONDLY', 'RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=1MO;BYSETPOS=-1', 'RRULE:FREQ=MINUTELY;BYHOUR=3;BYSECOND=60;COUNT=5', 'RRULE:FREQ=DAILY;UNTIL=00010101', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2',
    'RDATE:20261201/PT1H', 'EXDATE:;,', 'RECURRENCE-ID;RANGE=THISANDFUTURE:00010101T000000Z', 'UID:a', 'STATUS:CANCELLED', 'BEGIN:VFREEBUSY', 'FREEBUSY:20261201T150000Z/P1D', ' folded', '"', 'X;Y="', ':');
  const rule = fc.tuple(fc.constantFrom('SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'), fc.array(fc.tuple(fc.constantFrom('BYMONTH', 'BYDAY', 'BYHOUR', 'BYMONTHDAY', 'BYYEARDAY', 'BYSETPOS', 'COUNT', 'INTERVAL', 'WKST'), fc.oneof(fc.integer({ min: -400, max: 400 }).map(String), fc.constantFrom('MO', '-1SU,2TU', '')))))
    .map(([frequency, parts]) => `RRULE:FREQ=${frequency};${parts.map((part) => part.join('=')).join(';')}`);
  fc.assert(fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: piece }, { weight: 2, arbitrary: rule }, fc.string()), { maxLength: 30 }), (lines) => {
    const found = readCalendar(calendar('BEGIN:VEVENT', ...lines), chicago);
    if (found.ok) for (const { fromMs, untilMs } of found.busy) expect(fromMs < untilMs && fromMs < chicago.within.untilMs && untilMs > chicago.within.fromMs).toBe(true);
  }), { numRuns: 300 });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { readCalendar(bytes, chicago); }));
});
