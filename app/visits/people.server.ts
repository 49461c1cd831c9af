import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import type { Party } from './attendance.ts';

/** Somebody who waits or is in. `gone`: their page was closed, or they left; when that was is `lastSeenAt`. */
export type Seat = {
  id: string;
  identity: string;
  part: Party;
  name: string;
  waitingSince: string | null;
  admitted: boolean;
  gone: boolean;
  lastSeenAt: string | null;
};

/** A waiting page tells that it is open every 20 seconds; after so long without a word it is taken for closed. */
const closedAfterSeconds = 50;

/** Everybody who came to this visit, those who waited longest first. What the therapist sees; names are those the care team may see. */
export async function peopleOf(tx: Tx, visitId: string): Promise<Seat[]> {
  const rows = await tx.execute<Seat & { given: string; family: string }>(sql`
    select p.id, p.identity, p.part, coalesce(s.preferred_name, n.given_name, '') as given, coalesce(n.family_name, '') as family, p.waiting_since as "waitingSince",
      p.admitted_at is not null as admitted, p.last_seen_at as "lastSeenAt",
      p.left_at is not null or p.last_seen_at < clock_now() - make_interval(secs => ${closedAfterSeconds}) as gone
    from visit_participant p
    left join person n on n.id = p.person_id
    left join student s on s.partnership_id = p.partnership_id and s.id = p.person_id
    where p.partnership_id = ctx_partnership() and p.visit_id = ${visitId}::uuid order by p.waiting_since, p.id`);
  return rows.map(({ given, family, ...seat }) => ({
    ...seat,
    name: seat.part === 'student' ? `${given} ${family.slice(0, 1)}.` : `${given} ${family}`,
    waitingSince: seat.waitingSince && instantText(seat.waitingSince),
    lastSeenAt: seat.lastSeenAt && instantText(seat.lastSeenAt),
  }));
}

/** Who is who at the video server, for somebody who came by link: the therapist by name, everybody else by what they are. */
export type Known = { identity: string; part: Party; name: string | null };

/** Read as a job, for a visitor whose link was checked: a link sees no seat but its own. */
export async function knownIn(tx: Tx, visitId: string): Promise<Known[]> {
  return tx.execute<Known>(sql`
    select p.identity, p.part, case when p.part = 'therapist' then n.given_name || ' ' || n.family_name end as name
    from visit_participant p join person n on n.id = p.person_id where p.partnership_id = ctx_partnership() and p.visit_id = ${visitId}::uuid and p.admitted_at is not null
    order by p.id`);
}
