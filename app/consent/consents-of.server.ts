import { sql } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { Relationship } from '../roster/guardianship.ts';
import type { Purpose } from './purposes.ts';

export type RequestState = 'draft' | 'sent' | 'viewed' | 'signed' | 'declined' | 'withdrawn' | 'superseded' | 'expired';

/** The answer to one purpose, for all agencies of its request. */
export type Answered = { purpose: Purpose; yes: boolean; withdrawnAt: string | null; inForce: boolean };

/** One asking of a guardian and what came of it. Instants are ISO 8601; `lastDay` (`YYYY-MM-DD`) is the last day on which a yes holds. */
export type ConsentAsked = {
  requestId: string;
  state: RequestState;
  guardian: { personId: string; name: string; relationship: Relationship | null };
  language: string;
  sentAt: string | null;
  viewedAt: string | null;
  answeredAt: string | null;
  wantsToTalkAt: string | null;
  /** Until when the newest link works; null when none does. */
  linkUntil: string | null;
  lastDay: string;
  agencies: string[];
  answers: Answered[];
};

type Row = Omit<ConsentAsked, 'guardian'> & { personId: string; name: string; relationship: Relationship | null };

/** Every asking about a student, the newest first: who was asked, who signed, in which language, what is in force until when. */
export async function consentsOf(tx: Tx, studentId: string): Promise<ConsentAsked[]> {
  const rows = await tx.execute<Row>(sql`
    select r.id as "requestId", r.state, r.guardian_id as "personId", p.given_name || ' ' || p.family_name as name, r.language,
      (select g.relationship from guardianship g where g.partnership_id = r.partnership_id and g.student_id = r.student_id and g.guardian_id = r.guardian_id order by lower(g.during) desc limit 1) as relationship,
      r.sent_at as "sentAt", r.viewed_at as "viewedAt", r.answered_at as "answeredAt", r.wants_to_talk_at as "wantsToTalkAt", to_char(r.ends_on - 1, 'YYYY-MM-DD') as "lastDay",
      (select max(l.expires_at) from link l where l.partnership_id = r.partnership_id and l.consent_request_id = r.id and l.revoked_at is null and l.expires_at > clock_now()) as "linkUntil",
      (select coalesce(json_agg(o.name order by o.name), '[]') from consent_request_agency a join organisation o on o.partnership_id = a.partnership_id and o.id = a.agency_id
        where a.partnership_id = r.partnership_id and a.request_id = r.id) as agencies,
      ${answersOf} as answers
    from consent_request r join person p on p.id = r.guardian_id
    where r.partnership_id = ctx_partnership() and r.student_id = ${studentId}::uuid order by r.asked_at desc, r.id`);
  return rows.map(({ personId, name, relationship, ...row }) => ({
    ...row,
    guardian: { personId, name, relationship },
    sentAt: iso(row.sentAt), viewedAt: iso(row.viewedAt), answeredAt: iso(row.answeredAt), wantsToTalkAt: iso(row.wantsToTalkAt), linkUntil: iso(row.linkUntil),
  }));
}

/** One row a purpose, as JSON, of the request `r`: agencies of one request are answered alike. */
export const answersOf = sql`(
  select coalesce(json_agg(json_build_object('purpose', x.purpose, 'yes', x.yes, 'withdrawnAt', to_json(x.withdrawn_at), 'inForce', x.in_force) order by x.place), '[]') from (
    select c.purpose, bool_and(c.answer) as yes, max(c.withdrawn_at) as withdrawn_at,
      bool_or(r.state = 'signed' and c.answer and c.withdrawn_at is null and c.during @> clock_now() and gate.may_decide(c.student_id, r.guardian_id, clock_now())) as in_force,
      array_position(array['service', 'telehealth', 'release_to_agency', 'release_to_school'], c.purpose) as place
    from consent c where c.partnership_id = r.partnership_id and c.request_id = r.id group by c.purpose) x)`;

const iso = (at: string | null) => at && instantText(at);
