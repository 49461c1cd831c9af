/**
 * Who attended a visit: a proposal per participant, which the therapist confirms or changes.
 *
 * - A cancelled appointment has no attendance: every proposal is null, never a no-show.
 * - While people can still come (the visit goes on) nothing is proposed.
 * - A participant is expected as a party (therapist, student, guardian …): a substitute therapist counts as the therapist.
 * - Somebody who waited from the start is not late because they were let in late, and did not "not come" because nobody
 *   came to let them in: an absence names its cause.
 */
import { intersect, intervalSet, nothing, type IntervalSet } from '../time/interval.ts';
import { minutesIn, presenceOf, type PresenceEvidence } from './presence.ts';

export type Party = 'therapist' | 'student' | 'guardian' | 'interpreter';
export type AttendanceStatus = 'attended' | 'late' | 'left_early' | 'absent';
/**
 * Why somebody is absent. `did_not_come`: no sign of them. `not_let_in`: they waited, the therapist was there.
 * `nobody_came`: they waited, no therapist came. `too_short`: there for less than `leastMinutes`. `video_down`: the
 * video server could not be reached during the whole visit.
 */
export type AbsenceCause = 'did_not_come' | 'not_let_in' | 'nobody_came' | 'too_short' | 'video_down';

export type Expected = {
  participantId: string;
  party: Party;
  /** First moment in the waiting room (epoch milliseconds), null when never there. */
  waitedFromMs: number | null;
};

export type AttendanceRules = {
  /** In the room later than this after the start: late. */
  lateAfterMinutes: number;
  /** Gone earlier than this before the end: left early. */
  earlyBeforeMinutes: number;
  /** Less than this is no presence. */
  leastMinutes: number;
};
export const usualRules: AttendanceRules = { lateAfterMinutes: 5, earlyBeforeMinutes: 5, leastMinutes: 1 };

/** All times in epoch milliseconds of one clock. */
export type HeldVisit = {
  startsMs: number;
  endsMs: number;
  cancelled: boolean;
  /** When the therapist ended the visit for all; null while it goes on, or when it simply ran out. */
  endedMs: number | null;
  /** No roll call was answered during the visit. */
  videoDown: boolean;
  expected: readonly Expected[];
  evidence: readonly PresenceEvidence[];
};

export type Proposal = { status: 'attended' | 'late' | 'left_early'; cause: null } | { status: 'absent'; cause: AbsenceCause };

export type ParticipantAttendance = {
  participantId: string;
  party: Party;
  intervals: IntervalSet;
  doubts: IntervalSet;
  minutes: number;
  proposed: Proposal | null;
};

export type Attendance = {
  participants: ParticipantAttendance[];
  /** Minutes in which a therapist and a student were there together: what makes a visit held. */
  minutesTogether: number;
  held: boolean;
};

export function attendanceOf(visit: HeldVisit, asOfMs: number, rules: AttendanceRules = usualRules): Attendance {
  const presence = new Map(presenceOf(visit.evidence, asOfMs).map((found) => [found.participantId, found]));
  const untilMs = Math.min(visit.endsMs, visit.endedMs ?? Infinity);
  const spansOf = (party: Party): IntervalSet =>
    intervalSet(visit.expected.filter((who) => who.party === party).flatMap((who) => presence.get(who.participantId)?.intervals ?? nothing));
  const minutesTogether = minutesIn(intersect(spansOf('therapist'), spansOf('student')));
  const therapistCame = minutesIn(spansOf('therapist')) >= rules.leastMinutes;

  const participants = visit.expected.map((who) => {
    const found = presence.get(who.participantId);
    const { intervals = nothing, doubts = nothing } = found ?? {};
    const minutes = minutesIn(intervals);
    const open = visit.cancelled || asOfMs < untilMs;
    const proposed = open ? null : proposalFor(who, intervals, { visit, untilMs, rules, therapistCame, seen: found !== undefined });
    return { participantId: who.participantId, party: who.party, intervals, doubts, minutes, proposed };
  });
  return { participants, minutesTogether, held: !visit.cancelled && minutesTogether >= rules.leastMinutes };
}

type Frame = { visit: HeldVisit; untilMs: number; rules: AttendanceRules; therapistCame: boolean; seen: boolean };

function proposalFor(who: Expected, intervals: IntervalSet, { visit, untilMs, rules, therapistCame, seen }: Frame): Proposal {
  const first = intervals[0];
  const last = intervals.at(-1);
  if (!first || !last || minutesIn(intervals) < rules.leastMinutes) {
    const cause = seen ? 'too_short' : visit.videoDown ? 'video_down' : causeOfNeverIn(who, therapistCame);
    return { status: 'absent', cause };
  }
  const cameMs = Math.min(first.fromMs, who.waitedFromMs ?? Infinity);
  const lateByMs = cameMs - visit.startsMs - rules.lateAfterMinutes * 60_000;
  const earlyByMs = untilMs - last.untilMs - rules.earlyBeforeMinutes * 60_000;
  if (lateByMs <= 0 && earlyByMs <= 0) return { status: 'attended', cause: null };
  return { status: lateByMs >= earlyByMs ? 'late' : 'left_early', cause: null };
}

function causeOfNeverIn(who: Expected, therapistCame: boolean): AbsenceCause {
  if (who.party === 'therapist' || who.waitedFromMs === null) return 'did_not_come';
  return therapistCame ? 'not_let_in' : 'nobody_came';
}
