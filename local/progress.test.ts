import { describe, expect, it } from 'vitest';
import { progressTo, seconds } from './progress.ts';

function recorded() {
  const lines: string[] = [];
  let now = 1_000;
  const progress = progressTo({ write: (text) => lines.push(text.trimEnd()) }, () => now);
  return { lines, progress, pass: (ms: number) => (now += ms) };
}

describe('progress', () => {
  it('says what a step came to and how long it took', () => {
    const { lines, progress, pass } = recorded();
    const step = progress.begin('Database');
    pass(420);
    step.done('started');
    expect(lines).toEqual(['  ✓ Database   started  0.4 s']);
    expect(progress.elapsedMs()).toBe(420);
  });

  it('tells of a long step now and then, with the newest note', () => {
    const { lines, progress, pass } = recorded();
    const step = progress.begin('Video', 'looking');
    step.tell('too soon');
    pass(6_000);
    step.tell('412 packages compiled');
    pass(6_000);
    step.tell('413 packages compiled');
    pass(14_000);
    step.tell('414 packages compiled');
    pass(70_000);
    step.done('built');
    expect(lines).toEqual(['  … Video      looking', '  … Video      412 packages compiled  6.0 s', '  … Video      414 packages compiled  26 s', '  ✓ Video      built  1 min 36 s']);
  });

  it('marks what goes on without', () => {
    const { lines, progress } = recorded();
    progress.begin('Video').without('No video.');
    expect(lines).toEqual(['  ! Video      No video.']);
  });
});

describe('seconds', () => {
  it.each([
    [40, '0.0 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [59_600, '1 min 0 s'],
    [105_000, '1 min 45 s'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(seconds(ms)).toBe(text);
  });
});
