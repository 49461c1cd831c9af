import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { keepTherapistHours } from '../../app/therapist-time/keep-therapist-hours.server.ts';
import { keepOwnDay } from '../../app/therapist-time/own-days.server.ts';
import { addOnSiteDay } from '../../app/therapist-time/places.server.ts';
import { addTimeOff } from '../../app/therapist-time/time-off.server.ts';
import { addDays, localDay } from '../../app/time/zone.ts';
import type { Tx } from '../connect.server.ts';
import { demoZone } from './demo-calendar.ts';
import { minute } from './minute.ts';

/**
 * The time of one therapist of the demo, Linh Dao, as it can be: away next week, Tuesdays at a school, other hours on one day and other hours from
 * next month on. No story needs her, so nothing that was told is undone by it.
 */
export async function keepATherapistsTime(tx: Tx, today: Temporal.PlainDate): Promise<void> {
  const [linh] = await tx.execute<{ id: string; schoolId: string }>(sql`
    select p.id, (select o.id from organisation o where o.partnership_id = e.partnership_id and o.kind = 'school' and o.zone is not null order by o.name limit 1) as "schoolId"
    from engagement e join person p on p.id = e.therapist_id where e.partnership_id = ctx_partnership() and p.given_name = 'Linh' and p.family_name = 'Dao'`);
  if (!linh) throw new Error('Linh Dao is not in the demo');
  const monday = today.add({ days: 8 - today.dayOfWeek }).toString();
  await addTimeOff(tx, linh.id, { fromMs: localDay(demoZone, monday).fromMs, untilMs: localDay(demoZone, addDays(monday, 5)).fromMs, zone: demoZone, reason: 'vacation' });
  if (!await addOnSiteDay(tx, linh.id, { schoolId: linh.schoolId, weekday: 2, fromDate: today.toString(), untilDate: null })) throw new Error('the day at a school was not kept');
  await keepOwnDay(tx, linh.id, { date: addDays(monday, 10), zone: demoZone, lines: [{ startMinute: minute('12:00'), endMinute: minute('17:00') }] });
  const nextMonth = today.with({ day: 1 }).add({ months: 1 }).toString();
  await keepTherapistHours(tx, linh.id, demoZone, [1, 2, 4, 5].map((weekday) => ({ weekday, startMinute: minute('09:00'), endMinute: minute('16:00') })), nextMonth);
}
