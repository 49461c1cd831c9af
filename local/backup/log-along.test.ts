import { describe, expect, it } from 'vitest';
import { lackOf } from './follow-log.ts';
import { logAlong } from './log-along.ts';
import { pieceAt, type Ancestor } from './timelines.ts';

const piece = (timeline: number, place: number) => pieceAt(timeline, BigInt(place));
// The backup takes pieces 2 and 3 of timeline 1; 2 began within piece 4 of 1, and 3 within piece 6 of 2.
const needs = { startWal: piece(1, 2), stopWal: piece(1, 3) };
const ofTwo: Ancestor[] = [{ timeline: 1, lsn: 0x4000028n }];
const ofThree: Ancestor[] = [...ofTwo, { timeline: 2, lsn: 0x6000100n }];
const one = [2, 3, 4, 5, 6].map((place) => piece(1, place));
const two = [4, 5, 6, 7].map((place) => piece(2, place));
const three = [6, 7].map((place) => piece(3, place));
const along = (timeline: number, ancestors: Ancestor[], whole: string[], begun: string[] = []) => logAlong(needs, timeline, ancestors, { here: new Set([...whole, ...begun]), whole: new Set(whole) });

describe('what lies here of the log along a timeline', () => {
  it('leads on to its last finished piece', () => {
    expect(along(1, [], one)).toEqual({ gap: null, last: piece(1, 6) });
    expect(along(2, ofTwo, [...one, ...two])).toEqual({ gap: null, last: piece(2, 7) });
    expect(along(3, ofThree, [...one, ...two, ...three])).toEqual({ gap: null, last: piece(3, 7) });
  });

  it('does not need what came after a timeline was left', () => {
    expect(along(3, ofThree, [...one.slice(0, 2), ...two.slice(0, 2), ...three])).toEqual({ gap: null, last: piece(3, 7) });
  });

  it('has a gap where a piece is missing before others, though another timeline has one of the same place', () => {
    expect(along(2, ofTwo, [...one, ...two.slice(1)])).toEqual({ gap: piece(2, 4), last: piece(1, 3) });
    expect(along(3, ofThree, [...one, ...two, three[1] ?? ''])).toEqual({ gap: piece(3, 6), last: piece(2, 5) });
    expect(along(1, [], one.filter((name) => name !== piece(1, 4)))).toEqual({ gap: piece(1, 4), last: piece(1, 3) });
  });

  it('has a gap where a timeline that was in use is missing altogether', () => {
    expect(along(2, ofTwo, one)).toEqual({ gap: piece(2, 4), last: piece(1, 3) });
  });

  it('asks nothing of a piece that was still being written', () => {
    expect(along(2, ofTwo, [...one, ...two], [piece(2, 8)])).toEqual({ gap: null, last: piece(2, 7) });
  });

  it('is no piece longer where the log ends', () => {
    expect(along(1, [], one.slice(0, 2))).toEqual({ gap: null, last: piece(1, 3) });
  });
});

describe('what PostgreSQL has not gone through', () => {
  const log = { gap: null, last: piece(2, 7) };
  it('is nothing when it went into the last piece', () => expect(lackOf(log, 0x7000100n)).toBeNull());
  it('is the last piece when it stopped before it', () => expect(lackOf(log, 0x7000000n)).toEqual({ reason: 'log-not-followed', detail: piece(2, 7) }));
  it('is what comes after a gap', () => expect(lackOf({ ...log, gap: piece(2, 8) }, 0x7ffff00n)).toEqual({ reason: 'log-gap', detail: piece(2, 8) }));
});
