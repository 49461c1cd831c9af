import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { record } from '../audit/record.server.ts';
import type { Config } from '../http/config.server.ts';
import { makeLink } from '../identity/links.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';
import { makeVisitCode } from './visit-codes.server.ts';
import { doorsOf } from './visit-window.ts';

/** So long before a visit its code is made and its links are sent. */
const aheadHours = 24;

/**
 * Makes ready what people need to come to the visits of the next day, as the product's own work: a code for each student who comes to a
 * school's kiosk, for a home visit the student's link, and wherever the student will be a link for each guardian who may join; sent by mail to
 * who can be reached so. Runs again and again and makes each once.
 *
 * @returns how many codes and links were made
 */
export async function prepareVisits(tx: Tx, config: Pick<Config, 'origin' | 'key'>): Promise<number> {
  const codes = await tx.execute<{ appointmentId: string; studentId: string }>(sql`
    select x.appointment_id as "appointmentId", x.student_id as "studentId" from appointment a
    join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    where ${comingUp} and a.place = 'school'
      and not exists (select from visit_code c where c.partnership_id = x.partnership_id and c.appointment_id = x.appointment_id and c.student_id = x.student_id)`);
  for (const wanted of codes) await makeVisitCode(tx, wanted);
  // A guardian whose right ended by its own day: the student's link is made anew, for whoever may hold it now.
  await tx.execute(sql`select gate.end_links_without_holder()`);
  const links = await linksToMake(tx);
  for (const link of links) await sendLink(tx, config, link);
  return codes.length + links.length;
}

const comingUp = sql`a.partnership_id = ctx_partnership() and a.state in ('booked', 'in_progress')
  and a.id = any (array(select gate.appointments_in(tstzrange(clock_now(), clock_now() + make_interval(hours => ${aheadHours})))))
  and upper(a.during) > clock_now() and lower(a.during) < clock_now() + make_interval(hours => ${aheadHours})`;

type LinkToMake = {
  appointmentId: string; studentId: string; personId: string; part: 'student' | 'guardian' | 'interpreter'; sendTo: string | null;
  startsAt: string; fromMs: number; untilMs: number; zone: string; name: string;
};

/** Links still to be made: one for a student at home (to the student's own address, else to a guardian), one for each guardian with access and for the interpreter, who learns initials. */
async function linksToMake(tx: Tx): Promise<LinkToMake[]> {
  return tx.execute<LinkToMake>(sql`
    with coming as (
      select a.*, x.student_id, case when s.preferred_name_seen_by = 'everyone' then coalesce(s.preferred_name, p.given_name) else p.given_name end as name, left(p.given_name, 1) || '. ' || left(p.family_name, 1) || '.' as initials, p.email as own_email
      from appointment a join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
      join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person p on p.id = s.id
      where ${comingUp}
    ), guardian as (
      select c.id as appointment_id, g.guardian_id, p.email is not null and 'email' = any (g.channels) as by_mail
      from coming c join guardianship g on g.partnership_id = c.partnership_id and g.student_id = c.student_id join person p on p.id = g.guardian_id
      where g.confirmed_at is not null and g.access_right and g.during @> (clock_now() at time zone c.zone)::date and not gate.visit_is_private(c.id)
    ), wanted as (
      select c.id as appointment_id, c.student_id as person_id, 'student' as part,
        case when c.own_email is not null then c.student_id else (select g.guardian_id from guardian g where g.appointment_id = c.id and g.by_mail order by g.guardian_id limit 1) end as send_to
      from coming c where c.place = 'home'
      union all
      select g.appointment_id, g.guardian_id, 'guardian', case when g.by_mail then g.guardian_id end from guardian g
      union all
      select c.id, o.resource_id, 'interpreter', case when p.email is not null then o.resource_id end
      from coming c join occupancy o on o.partnership_id = c.partnership_id and o.appointment_id = c.id and o.kind = 'interpreter' and o.released_at is null join person p on p.id = o.resource_id
      where gate.may_interpret_at(c.id, o.resource_id)
    )
    select w.appointment_id as "appointmentId", c.student_id as "studentId", w.person_id as "personId", w.part, w.send_to as "sendTo", lower(c.during) as "startsAt",
      (extract(epoch from lower(c.during)) * 1000)::float8 as "fromMs", (extract(epoch from upper(c.during)) * 1000)::float8 as "untilMs", c.zone, case w.part when 'interpreter' then c.initials else c.name end as name
    from wanted w join coming c on c.id = w.appointment_id
    where not exists (select from link l where l.partnership_id = c.partnership_id and l.kind = 'visit' and l.appointment_id = w.appointment_id and l.person_id = w.person_id and l.revoked_at is null)
    order by w.appointment_id, w.part desc`);
}

async function sendLink(tx: Tx, config: Pick<Config, 'origin' | 'key'>, link: LinkToMake): Promise<void> {
  const doors = doorsOf(link);
  const expiresAt = new Date(doors.untilMs).toISOString();
  const id = randomUUID();
  const { url } = await makeLink(tx, config, { kind: 'visit', personId: link.personId, part: link.part, appointmentId: link.appointmentId, beginsAt: new Date(doors.fromMs).toISOString(), expiresAt, sentTo: link.sendTo }, id);
  if (!link.sendTo) return;
  await promiseMessage(tx, {
    to: link.sendTo,
    about: link.studentId,
    template: 'visit-link',
    params: { url, startsAt: instantText(link.startsAt), minutes: Math.round((link.untilMs - link.fromMs) / 60_000), zone: link.zone, studentGivenName: link.name, whose: link.part === 'student' ? 'student' : 'guardian' },
    notAfter: Temporal.Instant.from(expiresAt),
    dedupeKey: `visit-link:${id}`,
  });
  await record(tx, { action: 'visit.link-sent', studentId: link.studentId, subject: { kind: 'appointment', id: link.appointmentId }, body: { part: link.part } });
}
