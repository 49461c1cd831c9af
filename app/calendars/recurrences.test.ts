import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { recurrenceRule } from './recurrence-rule.ts';
import { recurrences } from './recurrences.ts';

const starts = (rule: string, first: string, from: string, until: string) =>
  recurrences(recurrenceRule(rule)!, Date.parse(first), { fromMs: Date.parse(from), untilMs: Date.parse(until) }, () => false, { steps: 1_000_000 }).starts.map((ms) => new Date(ms).toISOString().slice(0, 16));
const dates = (rule: string, first: string, from: string, until: string) => starts(rule, `${first}T09:00Z`, `${from}T00:00Z`, `${until}T00:00Z`).map((text) => text.slice(0, 10));

/** Rules for which the other library is known to be right: no BYSETPOS, no BYWEEKNO, numbered weekdays in months only, no 29 February, begun on a day that fits. */
test('recurs as another reader of the standard says', () => {
  const weekdays = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1, maxLength: 4 });
  const rule = fc.oneof(
    fc.record({ freq: fc.constant('DAILY') }),
    fc.record({ freq: fc.constant('WEEKLY'), byday: weekdays, wkst: fc.constantFrom('MO', 'SU') }),
    fc.record({ freq: fc.constant('MONTHLY'), byday: fc.uniqueArray(fc.constantFrom('1MO', '2TU', '3WE', '-1FR', '-2SU'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ freq: fc.constant('MONTHLY'), bymonthday: fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 3 }) }),
    fc.record({ freq: fc.constant('YEARLY') }),
  );
  const times = { interval: fc.integer({ min: 1, max: 5 }), count: fc.option(fc.integer({ min: 1, max: 40 })) };
  fc.assert(fc.property(rule, fc.record(times), fc.integer({ min: 0, max: 900 }).filter((day) => day !== 59), ({ freq, ...by }, { interval, count }, day) => {
    const text = [`FREQ=${freq}`, `INTERVAL=${interval}`, ...(count ? [`COUNT=${count}`] : []), ...Object.entries(by).map(([name, value]) => `${name.toUpperCase()}=${String(value)}`)].join(';');
    const firstMs = Date.UTC(2024, 0, 1 + day, 9);
    const untilMs = Date.UTC(2027, 5, 1);
    const ours = recurrences(recurrenceRule(text)!, firstMs, { fromMs: firstMs, untilMs }, () => false, { steps: 1_000_000 }).starts;
    fc.pre(count === null || ours[0] === firstMs);
    const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromJSDate(new Date(firstMs), true));
    const theirs: number[] = [];
    for (let next = iterator.next(); next && next.toJSDate().getTime() < untilMs && theirs.length < 2000; next = iterator.next()) theirs.push(next.toJSDate().getTime());
    expect(ours).toEqual(theirs.filter((ms) => ours[0] === firstMs || ms !== firstMs));
  }), { numRuns: 300 });
});

test('a rule found from the middle of its life is the same rule', () => {
  const frequency = fc.constantFrom('HOURLY', 'DAILY', 'WEEKLY;BYDAY=MO,FR', 'MONTHLY;BYDAY=-1TU', 'MONTHLY;BYMONTHDAY=-1', 'YEARLY;BYDAY=20MO', 'YEARLY;BYWEEKNO=1,53', 'YEARLY;BYYEARDAY=-1', 'HOURLY;BYDAY=WE;BYHOUR=9,15');
  fc.assert(fc.property(frequency, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 500 }), (text, interval, day) => {
    const rule = recurrenceRule(`FREQ=${text};INTERVAL=${interval}`)!;
    const firstMs = Date.UTC(2025, 2, 3, 9);
    const [fromMs, untilMs] = [Date.UTC(2025, 2, 3 + day), Date.UTC(2025, 2, 63 + day)];
    const find = (from: number) => recurrences(rule, firstMs, { fromMs: from, untilMs }, () => false, { steps: 1_000_000 }).starts;
    expect(find(fromMs)).toEqual(find(firstMs).filter((ms) => ms >= fromMs));
  }));
});

test.each([
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '1997-08-05', ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24']],
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '1997-08-05', ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31']],
  ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '1997-09-04', ['1997-09-04', '1997-10-07', '1997-11-06']],
  ['FREQ=YEARLY;COUNT=3;BYDAY=20MO', '1997-05-19', ['1997-05-19', '1998-05-18', '1999-05-17']],
  ['FREQ=YEARLY;COUNT=3;BYWEEKNO=20;BYDAY=MO', '1997-05-12', ['1997-05-12', '1998-05-11', '1999-05-17']],
  ['FREQ=YEARLY;INTERVAL=4;COUNT=3;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', '1996-11-05', ['1996-11-05', '2000-11-07', '2004-11-02']],
  ['FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-1', '2027-12-31', ['2027-12-31', '2028-01-31', '2028-02-29']],
])('%s, from the examples of RFC 5545', (rule, first, expected) => {
  expect(dates(rule, first, first, '2030-01-01')).toEqual(expected);
});

test('hours within a day, as in RFC 5545', () => {
  expect(starts('FREQ=MINUTELY;INTERVAL=90;COUNT=4', '1997-09-02T09:00Z', '1997-09-02T00:00Z', '1997-09-03T00:00Z')).toEqual(['1997-09-02T09:00', '1997-09-02T10:30', '1997-09-02T12:00', '1997-09-02T13:30']);
  expect(starts('FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,40', '1997-09-02T09:00Z', '1997-09-02T00:00Z', '1997-09-03T00:00Z')).toEqual(['1997-09-02T09:00', '1997-09-02T09:40', '1997-09-02T10:00', '1997-09-02T10:40']);
});
