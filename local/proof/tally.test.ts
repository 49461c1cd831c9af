import { describe, expect, it } from 'vitest';
import { lastLine, tallyOf, tallyOfCheck, together, type Report } from './tally.ts';

const file = (statuses: string[], status = 'passed', message?: string) => ({
  name: 'a.test.ts',
  status,
  ...(message !== undefined && { message }),
  assertionResults: statuses.map((one, at) => ({ status: one, fullName: `test ${at}` })),
});
const report = (...testResults: ReturnType<typeof file>[]): Report => ({ testResults });

describe('tallyOf', () => {
  it('counts what passed', () => {
    expect(tallyOf('units', report(file(['passed', 'passed'])), 0)).toEqual({ passed: 2, failed: 0, complaints: [] });
  });

  it.each(['failed', 'pending', 'skipped', 'todo', 'disabled'])('counts a test that is %s as failed, and names it', (status) => {
    const tally = tallyOf('units', report(file(['passed', status])), 0);
    expect(tally).toMatchObject({ passed: 1, failed: 1 });
    expect(tally.complaints[0]).toContain(`test 1 (${status})`);
  });

  it.each([
    ['a file that did not load', report(file([], 'failed', 'SyntaxError: no\nat line 1')), 1, 'SyntaxError: no'],
    ['a file without a test', report(file(['passed']), file([])), 0, 'no test that ran'],
    ['a run without any test', report(), 0, 'there was no test'],
    ['a run without a report', null, null, 'without a report'],
    ['a run that ended badly with green tests', report(file(['passed'])), 1, 'ended badly'],
  ])('counts %s as one failure', (_, given, exitCode, words) => {
    const tally = tallyOf('units', given, exitCode);
    expect(tally.failed).toBe(1);
    expect(tally.complaints[0]).toContain(words);
  });

  it('does not count a file twice whose test failed', () => {
    expect(tallyOf('units', report(file(['failed'], 'failed', 'x')), 1).failed).toBe(1);
  });
});

describe('the last line', () => {
  it('adds everything up', () => {
    expect(lastLine(together([tallyOf('units', report(file(['passed', 'skipped'])), 0), tallyOfCheck('types', true), tallyOfCheck('lint', false)]))).toBe('2 passed, 2 failed');
  });
});
