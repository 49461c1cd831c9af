import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { addLicense } from '../../app/caseload/keep-license.server.ts';
import { keepPractice, type PracticeWanted } from '../../app/caseload/keep-practice.server.ts';
import { publishDocuments } from '../../app/consent/publish-documents.server.ts';
import { appointStaff } from '../../app/partnership/appoint-staff.server.ts';
import { keepSchoolPlace } from '../../app/partnership/keep-school.server.ts';
import { keepBells } from '../../app/school-time/keep-bells.server.ts';
import { keepSchoolDays } from '../../app/school-time/keep-school-days.server.ts';
import { keepRoom } from '../../app/rooms/keep-room.server.ts';
import { keepTherapistHours } from '../../app/therapist-time/keep-therapist-hours.server.ts';
import type { Tx } from '../connect.server.ts';
import { schoolYearsAround } from './demo-calendar.ts';
import { daysAhead } from './demo-school-days.ts';
import { schools, type DemoSchool } from './demo-places.ts';
import { addressOf, agencies, staff } from './demo-staff.ts';
import { therapists, type DemoTherapist } from './demo-therapists.ts';
import { minute } from './minute.ts';

/** Everyone who works in the demo, what they practise and when, and the schools they work at; as the product does it, as a job. */
export async function bringPeopleAndPlaces(tx: Tx, today: Temporal.PlainDate): Promise<void> {
  await publishDocuments(tx);
  for (const name of agencies) await tx.execute(sql`insert into organisation (partnership_id, kind, name) values (ctx_partnership(), 'agency', ${name})`);
  const from = today.subtract({ years: 1 }).with({ month: 8, day: 1 }).toString();
  for (const { given, family, role, at } of staff) {
    await appointStaff(tx, { who: { givenName: given, familyName: family, email: addressOf(given, family), madeUp: true }, organisationId: await organisation(tx, at), role, from });
  }
  for (const school of schools) await furnish(tx, school, today);
  for (const therapist of therapists) await engage(tx, therapist, { from, today });
}

async function organisation(tx: Tx, name: string): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(sql`select id from organisation where partnership_id = ctx_partnership() and name = ${name}`);
  if (!row) throw new Error(`the demo has no ${name}`);
  return row.id;
}

async function furnish(tx: Tx, school: DemoSchool, today: Temporal.PlainDate): Promise<void> {
  const schoolId = await organisation(tx, school.name);
  await keepSchoolPlace(tx, schoolId, school);
  for (const { from, until, ...room } of school.rooms) {
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: minute(from), endMinute: minute(until) }));
    await keepRoom(tx, schoolId, { ...room, id: randomUUID(), hours });
  }
  const { first, last } = schoolYearsAround(today);
  const [fromDate, untilDate] = [`${first}-08-01`, `${last + 1}-08-01`];
  await keepBells(tx, schoolId, { id: randomUUID(), name: 'Bells', fromDate, untilDate, dayTypes: school.dayTypes });
  await keepSchoolDays(tx, schoolId, daysAhead(today));
}

async function engage(tx: Tx, therapist: DemoTherapist, { from, today }: { from: string; today: Temporal.PlainDate }): Promise<void> {
  const { given, family, agency, also, licenses, hours, zone, ...practice } = therapist;
  const { personId } = await appointStaff(tx, {
    who: { givenName: given, familyName: family, email: addressOf(given, family), madeUp: true }, organisationId: await organisation(tx, agency), role: 'therapist', from,
  });
  await practise(tx, personId, agency, practice);
  if (also) {
    await appointStaff(tx, { who: { personId }, organisationId: await organisation(tx, also.agency), role: 'therapist', from: today.subtract({ days: also.sinceDaysAgo }).toString() });
    await practise(tx, personId, also.agency, { ...practice, caseloadLimit: also.caseloadLimit });
  }
  for (const { years, lastInDays, ...license } of licenses) {
    const lastDay = today.add({ days: lastInDays });
    await addLicense(tx, { ...license, id: randomUUID(), therapistId: personId, from: lastDay.subtract({ years }).toString(), lastDay: lastDay.toString() });
  }
  await keepTherapistHours(tx, personId, zone, hours.map(({ weekday, from: start, until }) => ({ weekday, startMinute: minute(start), endMinute: minute(until) })));
}

async function practise(tx: Tx, therapistId: string, agency: string, practice: Omit<PracticeWanted, 'engagementId' | 'therapistId'>): Promise<void> {
  const [engaged] = await tx.execute<{ id: string }>(sql`select id from engagement where partnership_id = ctx_partnership() and therapist_id = ${therapistId} and agency_id = ${await organisation(tx, agency)}`);
  if (!engaged) throw new Error('a therapist was not engaged');
  await keepPractice(tx, { ...practice, engagementId: engaged.id, therapistId });
}
