import { describe, expect, it } from 'vitest';
import { firstNeeded, isBefore, noLongerNeeded } from './backups.ts';

const at = (startedAt: string) => ({ manifest: { startedAt } });

describe('old backups', () => {
  it('go when seven newer days have one, and when the same day has a newer one', () => {
    const days = Array.from({ length: 9 }, (_, n) => at(`2026-11-${24 - n}T07:00:00.000Z`));
    const byHand = at('2026-11-24T06:00:00.000Z');
    expect(noLongerNeeded([...days.slice(0, 1), byHand, ...days.slice(1)])).toEqual([byHand, ...days.slice(7)]);
  });

  it('stay, however old they are, when there are no newer ones', () => {
    expect(noLongerNeeded([at('2025-01-02T07:00:00.000Z'), at('2024-01-01T07:00:00.000Z')])).toEqual([]);
  });
});

describe('the archived log', () => {
  it('is needed from the piece that the oldest backup starts in, whatever the timeline', () => {
    const start = '000000010000000200000010';
    expect(['00000001000000020000000F.gz', '00000002000000010000FFFF.gz'].map((piece) => isBefore(piece, start))).toEqual([true, true]);
    expect(['000000010000000200000010.gz', '000000020000000200000011.gz', '00000002.history.gz', 'readme'].map((piece) => isBefore(piece, start))).toEqual([false, false, false, false]);
  });
});

it('keeps the log from the lowest place at which any kept backup begins: after an older one was brought back, newer ones begin lower', () => {
  expect(firstNeeded(['000000010000000000000041', '000000020000000000000012', '000000010000000000000030'])).toBe('000000020000000000000012');
});
