import { describe, expect, it } from 'vitest';
import { chooseTimeline, piecesOf, readHistory, type Ancestor, type Lived } from './timelines.ts';

// Backup A on timeline 1; brought back to an early moment (2 begins); brought back once more (3 begins, from 1 too). 4 was begun by a restore that was killed.
const a = { startWal: '000000010000000000000002', stopWal: '000000010000000000000002' };
const afterTheFork = { startWal: '000000010000000000000009', stopWal: '000000010000000000000009' };
const onTwo = { startWal: '000000020000000000000006', stopWal: '000000020000000000000006' };
const lived: Lived[] = [{ timeline: 1, since: null }, { timeline: 2, since: '2026-11-24T12:00:00Z' }, { timeline: 3, since: '2026-11-24T15:00:00Z' }];
const from = (lsn: bigint): Ancestor[] => [{ timeline: 1, lsn }];
const histories = new Map([[2, from(0x5000000n)], [3, from(0x4000028n)], [4, from(0x3000000n)]]);
const choose = (needs: typeof a, to: string, named: number | null = null) => chooseTimeline(needs, to, named, lived, histories);

describe('the timeline that leads from a backup to a moment', () => {
  it('is the one that was in use then', () => {
    expect(choose(a, '2026-11-24T11:00:00Z')).toEqual({ ok: true, timeline: 1 });
    expect(choose(a, '2026-11-24T13:00:00Z')).toEqual({ ok: true, timeline: 2 });
    expect(choose(a, '2026-11-24T16:00:00Z')).toEqual({ ok: true, timeline: 3 });
  });

  it('is the newest that was in use for all there is, not one that a killed restore began', () => {
    expect(choose(a, 'latest')).toEqual({ ok: true, timeline: 3 });
  });

  it('is the one that was named, so that what was left behind can be reached', () => {
    expect(choose(a, '2026-11-24T16:00:00Z', 1)).toEqual({ ok: true, timeline: 1 });
    expect(choose(a, 'latest', 4)).toEqual({ ok: true, timeline: 4 });
    expect(choose(a, 'latest', 7)).toEqual({ ok: false, reason: 'unknown-timeline', timeline: 7 });
  });

  it('is none where the backup was made after that timeline had gone its own way, or on another', () => {
    expect(choose(afterTheFork, '2026-11-24T13:00:00Z')).toEqual({ ok: false, reason: 'not-of-backup', timeline: 2 });
    expect(choose(onTwo, 'latest')).toEqual({ ok: false, reason: 'not-of-backup', timeline: 3 });
    expect(choose(onTwo, 'latest', 2)).toEqual({ ok: true, timeline: 2 });
  });

  it('is the backup\'s own where nothing was noted', () => {
    expect(chooseTimeline(onTwo, 'latest', null, [], histories)).toEqual({ ok: true, timeline: 2 });
  });
});

it('reads PostgreSQL\'s history files', () => {
  expect(readHistory('1\t0/5000028\tbefore 2026-11-24 12:00:00+00\n\n2\t1/A0\tno recovery target specified\n')).toEqual([{ timeline: 1, lsn: 0x5000028n }, { timeline: 2, lsn: 0x1000000a0n }]);
});

it('counts the pieces of the log that a backup needs over the end of a number', () => {
  expect(piecesOf({ startWal: '0000000200000000000000FE', stopWal: '000000020000000100000000' })).toEqual(['0000000200000000000000FE', '0000000200000000000000FF', '000000020000000100000000']);
});
