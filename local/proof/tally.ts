/** What vitest's JSON report holds, as far as it is counted. */
export type Report = Readonly<{
  testResults: readonly Readonly<{
    name: string;
    status: string;
    message?: string;
    assertionResults: readonly Readonly<{ status: string; fullName: string }>[];
  }>[];
}>;

export type Tally = Readonly<{ passed: number; failed: number; complaints: readonly string[] }>;

export const nothingYet: Tally = { passed: 0, failed: 0, complaints: [] };

/**
 * Counts a report. Only a test that passed has passed: one that was skipped, left for later or never came to run has failed, and so has a file that did not
 * load, a run without a report, one without any test, and one that ended badly although its tests are green.
 *
 * @param exitCode of the run; null when it was killed.
 */
export function tallyOf(what: string, report: Report | null, exitCode: number | null): Tally {
  if (report === null) return { passed: 0, failed: 1, complaints: [`${what}: the run ended without a report`] };
  let passed = 0;
  const complaints: string[] = [];
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1;
      else complaints.push(`${file.name}: ${test.fullName} (${test.status})`);
    }
    const anyBad = file.assertionResults.some(({ status }) => status !== 'passed');
    if (file.status === 'failed' && !anyBad) complaints.push(`${file.name}: ${file.message?.split('\n')[0] ?? 'the file itself failed'}`);
    else if (file.assertionResults.length === 0) complaints.push(`${file.name}: holds no test that ran`);
  }
  if (report.testResults.length === 0) complaints.push(`${what}: there was no test`);
  if (exitCode !== 0 && complaints.length === 0) complaints.push(`${what}: the run ended badly although its tests passed`);
  return { passed, failed: complaints.length, complaints };
}

/** One check that is not vitest's: types, lint, a part that must be there. */
export function tallyOfCheck(what: string, ok: boolean): Tally {
  return ok ? { passed: 1, failed: 0, complaints: [] } : { passed: 0, failed: 1, complaints: [what] };
}

export function together(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    complaints: tallies.flatMap(({ complaints }) => complaints),
  };
}

/** The last line of `npm test`. */
export function lastLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
