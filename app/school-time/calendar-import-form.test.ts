import { describe, expect, test } from 'vitest';
import { changeOfLines, kindNamed, lineToType, type LineTyped } from './calendar-import-form.ts';
import type { CalendarLine } from './calendar-line.ts';
import type { BellSchedule } from './school-day.ts';

const bells: BellSchedule[] = [{ fromDate: '2026-08-24', untilDate: null, dayTypes: [{ name: 'Regular', weekdays: [1, 2, 3, 4, 5], periods: [] }, { name: 'Minimum day', kind: 'early_release', weekdays: [], periods: [] }] }];
const line = (changes: Partial<CalendarLine>): CalendarLine => ({ from: '2026-11-25', last: '2026-11-25', words: 'Early Dismissal', recognised: { is: 'early_release' }, levels: [], asks: false, ...changes });
const typed = (what: string | undefined, from = '2026-11-26', last = from): LineTyped => ({ from, last, what, label: 'Words' });

describe('a line of a calendar', () => {
  const what = (changes: Partial<CalendarLine>) => lineToType(line(changes), (kind) => kindNamed(bells, kind, `Usual ${kind}`)).what;

  test('becomes what was recognised: no school, or the bells’ own kind of day, or one whose bells nobody knows yet', () => {
    expect([what({ recognised: { is: 'closed', closedFor: 'break' } }), what({}), what({ recognised: { is: 'late_start' } })]).toEqual(['closed:break', 'kind:Minimum day', 'kind:Usual late_start']);
  });

  test('becomes nothing by itself where somebody has to decide, or nothing was recognised', () => {
    expect([what({ asks: true }), what({ recognised: { is: 'remote' }, asks: true }), what({ recognised: { is: 'none' } })]).toEqual(['', '', '']);
  });
});

describe('the lines together', () => {
  test('are one change; no school goes before other bells on the same date, and a line without a choice changes nothing', () => {
    const { say, forget } = changeOfLines([typed('closed:holiday'), typed('kind:Minimum day', '2026-11-25', '2026-11-27'), typed(undefined, '2026-12-01'), typed('usual', '2026-12-02')], bells);
    expect(say.map(({ date, dayTypeName, closedFor, source }) => [date, dayTypeName ?? closedFor, source])).toEqual([['2026-11-25', 'Minimum day', 'calendar'], ['2026-11-26', 'holiday', 'calendar'], ['2026-11-27', 'Minimum day', 'calendar']]);
    expect(forget).toEqual(['2026-12-02']);
  });
});
