import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';

/** Where a visitor stands. `over`: the visit ended, or its appointment is not on any more. */
export type VisitorState = {
  visitId: string | null;
  stage: 'coming' | 'waiting' | 'admitted' | 'over';
  waitingSince: string | null;
  startsAt: string;
  endsAt: string;
  now: string;
  zone: string;
  place: 'school' | 'home';
  room: string | null;
  therapist: string;
};

/** What the acting visitor may know of their appointment and of their own seat; null when the link's appointment is gone. */
export async function visitorState(tx: Tx): Promise<VisitorState | null> {
  const [row] = await tx.execute<Omit<VisitorState, 'stage'> & { state: string; visitState: string | null; seated: boolean; admitted: boolean }>(sql`
    select v.id as "visitId", p.waiting_since as "waitingSince", lower(a.during) as "startsAt", upper(a.during) as "endsAt", clock_now() as now, a.zone, a.place, r.name as room,
      gate.name_of_staff(a.therapist_id) as therapist, a.state, v.state as "visitState", p.id is not null as seated, p.admitted_at is not null as admitted
    from appointment a
    left join room r on r.partnership_id = a.partnership_id and r.id = a.room_id
    left join visit v on v.partnership_id = a.partnership_id and v.appointment_id = a.id
    left join visit_participant p on p.partnership_id = v.partnership_id and p.visit_id = v.id and p.person_id = ctx_person()
    where a.partnership_id = ctx_partnership() and a.id = ctx_appointment()`);
  if (!row) return null;
  const { state, visitState, seated, admitted, ...rest } = row;
  const over = visitState === 'ended' || !['booked', 'in_progress'].includes(state);
  return {
    ...rest,
    stage: over ? 'over' : admitted ? 'admitted' : seated ? 'waiting' : 'coming',
    waitingSince: rest.waitingSince && instantText(rest.waitingSince),
    startsAt: instantText(rest.startsAt),
    endsAt: instantText(rest.endsAt),
    now: instantText(rest.now),
  };
}
