import { intersect, intervalSet, union, type Interval, type IntervalSet } from '../time/interval.ts';

/** A reason by which a seer sees the student, as `person_seen` has it or had it: the seer is the whole list, a school, a therapist, a guardian or an emergency access. */
export type Reason = { seerId: string; reason: 'student' | 'enrolment' | 'guardianship' | 'care' | 'emergency'; during: Interval };

/** An emergency access: the seer is the access itself, for who opened it and as what. */
export type Emergency = { accessId: string; personId: string; role: Office['role']; organisationId: string };

/** A membership while it could be acted under. */
export type Office = { personId: string; role: 'counselor' | 'front_office' | 'therapist' | 'coordinator' | 'privacy_officer'; organisationId: string; during: Interval };

/** A visit of the student as the rows about it stay readable: by its therapist, and by the school where it was. */
export type Appointment = { therapistId: string; schoolId: string; fromMs: number };

/** A link that opens something about the student to whoever holds it. */
export type Opened = { personId: string; kind: 'invitation' | 'visit'; part: 'student' | 'guardian' | 'interpreter'; during: Interval };

export type Grants = { listId: string; reasons: readonly Reason[]; offices: readonly Office[]; emergencies: readonly Emergency[]; appointments: readonly Appointment[]; links: readonly Opened[] };

/** Why somebody could see it. `list`: of the whole partnership. `visits`: no longer the record, but the visits they held or had at their school. */
export type Because = 'list' | 'enrolment' | 'care' | 'guardianship' | 'emergency' | 'visits' | 'invitation' | 'visit-link';

/** What was within reach: the school's record, the record of care as well, times and attendance of visits, what an emergency opens, what an invitation shows, one visit. */
export type Reach = 'school' | 'school-times' | 'care' | 'visits' | 'emergency' | 'asked' | 'visit';

export type Capacity = Office['role'] | 'guardian' | 'link';

/** One person in one capacity, and each reason they had within the time asked about, none of it empty. `organisationId` is null where they work for none. */
export type Sight = { personId: string; as: Capacity; organisationId: string | null; reasons: { because: Because; reach: Reach; when: IntervalSet }[] };

/**
 * Who could have seen a student's record between two moments: each person whose right reached it at any time in `window`, by the same rules as the doors
 * of the database (`gate.enter_as_member`, `enter_as_guardian`, `enter_by_link`), from when to when, and why. Being able to is not having looked.
 *
 * A membership counts while it could be acted under; what it sees follows from its role: the whole list (coordinator, privacy officer), the
 * students of its school while they are enrolled (counselor, front office), one's own (therapist), and what it opened in an emergency. Machines and devices are no persons.
 */
export function whoCouldHaveSeen({ listId, reasons, offices, emergencies, appointments, links }: Grants, window: Interval): Sight[] {
  const sights = new Map<string, Sight>();
  const asked = intervalSet([window]);
  const add = (personId: string, as: Capacity, organisationId: string | null, because: Because, reach: Reach, when: IntervalSet) => {
    const within = intersect(when, asked);
    if (within.length === 0) return;
    const key = [personId, as, organisationId].join(' ');
    const sight = sights.get(key) ?? { personId, as, organisationId, reasons: [] };
    sights.set(key, sight);
    const same = sight.reasons.find((reason) => reason.because === because);
    if (same) same.when = union(same.when, within);
    else sight.reasons.push({ because, reach, when: within });
  };
  const seenBy = (seerId: string) => intervalSet(reasons.filter((reason) => reason.seerId === seerId).map(({ during }) => during));
  const guarded = new Map<string, IntervalSet>();
  for (const { seerId, reason } of reasons) if (reason === 'guardianship') guarded.set(seerId, seenBy(seerId));

  for (const { personId, role, organisationId, during } of offices) {
    const office = intervalSet([during]);
    const visits = appointments.filter((visit) => (role === 'therapist' ? visit.therapistId === personId : visit.schoolId === organisationId));
    if (role === 'coordinator' || role === 'privacy_officer') add(personId, role, organisationId, 'list', 'school', intersect(office, seenBy(listId)));
    else {
      const record = role === 'therapist' ? seenBy(personId) : seenBy(organisationId);
      add(personId, role, organisationId, role === 'therapist' ? 'care' : 'enrolment', REACH[role], intersect(office, record));
      add(personId, role, organisationId, 'visits', 'visits', intersect(office, intervalSet(visits.map(({ fromMs }) => ({ fromMs, untilMs: Infinity })))));
      for (const { accessId, ...by } of emergencies) {
        if (by.personId === personId && by.role === role && by.organisationId === organisationId) add(personId, role, organisationId, 'emergency', 'emergency', intersect(office, seenBy(accessId)));
      }
    }
  }
  for (const [personId, when] of guarded) add(personId, 'guardian', null, 'guardianship', 'school', when);
  for (const { personId, kind, part, during } of links) {
    const held = intervalSet([during]);
    const may = kind === 'invitation' || part === 'guardian' ? intersect(held, guarded.get(personId) ?? []) : held;
    add(personId, 'link', null, kind === 'invitation' ? 'invitation' : 'visit-link', kind === 'invitation' ? 'asked' : 'visit', may);
  }
  return [...sights.values()];
}

const REACH = { counselor: 'school', front_office: 'school-times', therapist: 'care' } as const;
