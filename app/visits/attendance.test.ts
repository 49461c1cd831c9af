import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendanceOf, type Expected, type HeldVisit } from './attendance.ts';
import type { PresenceEvidence } from './presence.ts';

const minute = 60_000;
const startsMs = Date.parse('2026-11-24T15:00:00Z');
const endsMs = startsMs + 50 * minute;
const afterwards = endsMs + 30 * minute;

const therapist: Expected = { participantId: 't', party: 'therapist', waitedFromMs: null };
const student: Expected = { participantId: 's', party: 'student', waitedFromMs: null };

const stay = (participantId: string, fromMinute: number, untilMinute: number): PresenceEvidence => ({
  kind: 'left',
  room: 'r',
  sessionId: `PA_${participantId}${fromMinute}`,
  participantId,
  joinedAtMs: startsMs + fromMinute * minute,
  atMs: startsMs + untilMinute * minute,
});

function visit(evidence: PresenceEvidence[], changes: Partial<HeldVisit> = {}): HeldVisit {
  return { startsMs, endsMs, cancelled: false, endedMs: null, videoDown: false, expected: [therapist, student], evidence, ...changes };
}

const proposals = (held: HeldVisit, asOfMs = afterwards) =>
  Object.fromEntries(attendanceOf(held, asOfMs).participants.map((who) => [who.participantId, who.proposed?.cause ?? who.proposed?.status ?? null]));

describe('attendance', () => {
  it('proposes attended for both when both were there', () => {
    const found = attendanceOf(visit([stay('t', -2, 50), stay('s', 1, 50)]), afterwards);
    expect(found.participants.map((who) => [who.proposed?.status, who.minutes])).toEqual([['attended', 52], ['attended', 49]]);
    expect(found).toMatchObject({ minutesTogether: 49, held: true });
  });

  it('says late after five minutes, not at five', () => {
    expect(proposals(visit([stay('t', 0, 50), stay('s', 5, 50)]))['s']).toBe('attended');
    expect(proposals(visit([stay('t', 0, 50), stay('s', 6, 50)]))['s']).toBe('late');
  });

  it('does not call late somebody who waited in time and was let in late', () => {
    const waited = { ...student, waitedFromMs: startsMs - minute };
    expect(proposals(visit([stay('t', 12, 50), stay('s', 12, 50)], { expected: [therapist, waited] }))).toEqual({ t: 'late', s: 'attended' });
  });

  it('measures leaving early against the moment the visit was ended for all', () => {
    expect(proposals(visit([stay('t', 0, 50), stay('s', 0, 30)]))['s']).toBe('left_early');
    expect(proposals(visit([stay('t', 0, 31), stay('s', 0, 30)], { endedMs: startsMs + 31 * minute }))).toEqual({ t: 'attended', s: 'attended' });
  });

  it('does not call early a student who came back before the end', () => {
    expect(proposals(visit([stay('t', 0, 50), stay('s', 0, 20), stay('s', 24, 49)]))['s']).toBe('attended');
  });

  it('gives an absence its cause, by party', () => {
    const waited = { ...student, waitedFromMs: startsMs };
    expect(proposals(visit([stay('t', 0, 50)]))).toEqual({ t: 'attended', s: 'did_not_come' });
    expect(proposals(visit([stay('t', 0, 50)], { expected: [therapist, waited] }))['s']).toBe('not_let_in');
    expect(proposals(visit([], { expected: [therapist, waited] }))).toEqual({ t: 'did_not_come', s: 'nobody_came' });
    expect(proposals(visit([], { expected: [therapist, waited], videoDown: true }))).toEqual({ t: 'video_down', s: 'video_down' });
    expect(proposals(visit([stay('t', 0, 50), stay('s', 0, 0.5)]))['s']).toBe('too_short');
  });

  it('knows that a person came whose length of stay nobody witnessed', () => {
    const joined: PresenceEvidence = { kind: 'joined', room: 'r', sessionId: 'PA_9', participantId: 's', atMs: startsMs };
    const found = attendanceOf(visit([stay('t', 0, 50), joined]), afterwards).participants[1];
    expect(found?.proposed).toEqual({ status: 'absent', cause: 'too_short' });
    expect(found?.doubts).toEqual([{ fromMs: startsMs, untilMs: afterwards }]);
  });

  it('counts a substitute as the therapist', () => {
    const substitute: Expected = { participantId: 'u', party: 'therapist', waitedFromMs: null };
    const found = visit([stay('u', 0, 50), stay('s', 0, 50)], { expected: [therapist, substitute, student] });
    expect(attendanceOf(found, afterwards)).toMatchObject({ held: true, minutesTogether: 50 });
    expect(proposals(found)).toEqual({ t: 'did_not_come', u: 'attended', s: 'attended' });
  });

  it('is not held when the two were never there together', () => {
    expect(attendanceOf(visit([stay('t', 0, 10), stay('s', 11, 40)]), afterwards).held).toBe(false);
  });

  it('proposes nothing while people can still come', () => {
    expect(proposals(visit([stay('t', 0, 10)]), startsMs + 20 * minute)).toEqual({ t: null, s: null });
  });

  it('proposes nothing, ever, for a cancelled appointment', () => {
    const anything = fc.array(fc.tuple(fc.constantFrom('t', 's'), fc.integer({ min: -10, max: 60 }), fc.integer({ min: 0, max: 60 })));
    fc.assert(
      fc.property(anything, fc.integer({ min: 0, max: 120 }), (stays, asOfMinute) => {
        const evidence = stays.map(([who, from, length]) => stay(who, from, from + length));
        const found = attendanceOf(visit(evidence, { cancelled: true }), startsMs + asOfMinute * minute);
        expect(found.held).toBe(false);
        expect(found.participants.every((who) => who.proposed === null)).toBe(true);
      }),
    );
  });

  it('does not let one participant change what is proposed for another student-side participant', () => {
    const guardian: Expected = { participantId: 'g', party: 'guardian', waitedFromMs: null };
    const expected = [therapist, student, guardian];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 49 }), fc.integer({ min: 1, max: 30 }), (from, length) => {
        const alone = proposals(visit([stay('t', 0, 50), stay('s', 0, 50)], { expected }));
        const both = proposals(visit([stay('t', 0, 50), stay('s', 0, 50), stay('g', from, from + length)], { expected }));
        expect([both['t'], both['s']]).toEqual([alone['t'], alone['s']]);
      }),
    );
  });
});
