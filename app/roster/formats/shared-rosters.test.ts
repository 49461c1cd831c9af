import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRoster } from './open-roster.server.ts';
import { openRosterSource } from './open-source.server.ts';

/** Real and realistic rosters that lie beside the project on machines that have them. */
const real = resolve(import.meta.dirname, '../../../../shared/real');

interface Expected {
  set: string;
  format: string;
  [counted: string]: unknown;
}

if (existsSync(join(real, 'expected.json'))) {
  const { rosters } = JSON.parse(readFileSync(join(real, 'expected.json'), 'utf8')) as { rosters: Expected[] };
  describe.each(rosters)('$set', (expected) => {
    it('is recognised, and every row of it is read', async () => {
      const opened = await openRosterSource(join(real, expected.set));
      if (!opened.ok) throw new Error(opened.reason);
      const roster = await openRoster(opened.source);
      if (!roster.ok) throw new Error(roster.reason);
      const format = /^OneRoster (1\.\d)/.exec(expected.format)?.[1];
      expect(roster.format).toBe(format ? `oneroster-${format}` : `sds-${/Sync ([\d.]+)/.exec(expected.format)?.[1]}`);
      const read = { orgs: 0, users: 0, classes: 0, enrollments: 0 };
      const refused: unknown[] = [];
      for await (const event of roster.read()) {
        if (event.event === 'refused-whole') throw new Error(event.refusal.reason);
        if (event.event === 'refused-line') refused.push(event);
        if (event.counted) read[event.counted] += 1;
        expect(JSON.stringify(event)).not.toContain('P@ss');
      }
      expect(read).toEqual({ orgs: expected.orgs, users: expected.users, classes: expected.classes, enrollments: expected.enrollments });
      expect(refused).toEqual([]);
    });
  });
} else {
  it('finds no ../shared/real beside the project, so its rosters are not read', () => expect(existsSync(real)).toBe(false));
}
