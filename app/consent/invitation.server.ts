import { sql, type SQL } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { dateText } from '../i18n/moment-text.ts';
import { answersOf, type Answered, type RequestState } from './consents-of.server.ts';
import type { Relationship } from '../roster/guardianship.ts';
import type { Names } from './fill-names.ts';

/** A request as the guardian who is asked sees it. Instants are ISO 8601, days `YYYY-MM-DD`; `lastDay` is the last day on which a yes holds. */
export type Invitation = {
  requestId: string;
  referralId: string;
  state: RequestState;
  /** The school has closed the matter meanwhile: nothing can be signed any more. */
  closed: boolean;
  /** What the student is called before this guardian; `studentFullName` as the school has it on record. */
  student: string;
  studentFullName: string;
  studentId: string;
  guardian: { personId: string; givenName: string; fullName: string; relationship: Relationship; guardianshipId: string; mayDecide: boolean };
  school: { id: string; name: string };
  counselor: string;
  agencies: { id: string; name: string }[];
  /** IANA zone of the school. */
  zone: string;
  lastDay: string;
  wantsToTalkAt: string | null;
  answeredAt: string | null;
  answers: Answered[];
};

/** The request that the link in the transaction's context opens. */
export function invitationOfLink(tx: Tx): Promise<Invitation | null> {
  return load(tx, sql`r.id = (select l.consent_request_id from link l where l.partnership_id = ctx_partnership() and l.id = ctx_link())`);
}

async function load(tx: Tx, which: SQL): Promise<Invitation | null> {
  const [row] = await tx.execute<Invitation & Record<string, unknown>>(sql`
    select r.id as "requestId", r.referral_id as "referralId", r.state, f.state = 'closed' as closed, r.student_id as "studentId",
      called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as student, p.given_name || ' ' || p.family_name as "studentFullName",
      json_build_object('personId', g.id, 'givenName', g.given_name, 'fullName', g.given_name || ' ' || g.family_name, 'relationship', bond.relationship, 'guardianshipId', bond.id,
        'mayDecide', gate.may_decide(r.student_id, r.guardian_id, clock_now())) as guardian,
      json_build_object('id', o.id, 'name', o.name) as school, gate.name_of_staff(r.asked_by) as counselor, coalesce(o.zone, pa.zone) as zone,
      to_char(r.ends_on - 1, 'YYYY-MM-DD') as "lastDay", r.wants_to_talk_at as "wantsToTalkAt", r.answered_at as "answeredAt", ${answersOf} as answers,
      (select coalesce(json_agg(json_build_object('id', y.id, 'name', y.name) order by y.name), '[]') from consent_request_agency a join organisation y on y.partnership_id = a.partnership_id and y.id = a.agency_id
        where a.partnership_id = r.partnership_id and a.request_id = r.id) as agencies
    from consent_request r
      join referral f on f.partnership_id = r.partnership_id and f.id = r.referral_id
      join student s on s.partnership_id = r.partnership_id and s.id = r.student_id join person p on p.id = s.id
      join person g on g.id = r.guardian_id
      join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id join partnership pa on pa.id = r.partnership_id
      join lateral (select b.id, b.relationship from guardianship b where b.partnership_id = r.partnership_id and b.student_id = r.student_id and b.guardian_id = r.guardian_id
        order by b.confirmed_at is null, lower(b.during) desc limit 1) bond on true
    where r.partnership_id = ctx_partnership() and r.guardian_id = ctx_person() and ${which}`);
  return row ? { ...row, wantsToTalkAt: row.wantsToTalkAt && instantText(row.wantsToTalkAt), answeredAt: row.answeredAt && instantText(row.answeredAt) } : null;
}

/** The names that fill the documents of a request, in words of the documents' language. */
export function namesFor(invitation: Pick<Invitation, 'student' | 'school' | 'agencies' | 'counselor' | 'lastDay'>, language: string): Names {
  return {
    student: invitation.student, school: invitation.school.name, counselor: invitation.counselor, until: dateText(invitation.lastDay, language),
    agencies: new Intl.ListFormat(language, { type: 'disjunction' }).format(invitation.agencies.map(({ name }) => name)),
  };
}
