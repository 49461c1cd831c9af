import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { addLicense } from '../../app/caseload/keep-license.server.ts';
import { keepPractice } from '../../app/caseload/keep-practice.server.ts';
import { publishDocuments } from '../../app/consent/publish-documents.server.ts';
import { appointStaff } from '../../app/partnership/appoint-staff.server.ts';
import { keepSchoolPlace } from '../../app/partnership/keep-school.server.ts';
import { guardianshipsOf } from '../../app/roster/guardianships.server.ts';
import { importRoster } from '../../app/roster/import-roster.server.ts';
import { confirmGuardianship } from '../../app/roster/keep-guardianship.server.ts';
import { keepBells } from '../../app/scheduling/keep-bells.server.ts';
import { keepRoom } from '../../app/scheduling/keep-room.server.ts';
import { keepTherapistHours } from '../../app/scheduling/keep-therapist-hours.server.ts';
import { holdKeys, type WrappingKey } from '../../app/sealed/held-keys.server.ts';
import { asActor, nowOf, type Actor } from '../as-actor.server.ts';
import { connect, type Database, type Tx } from '../connect.server.ts';
import { agencies, confirmed, staff, therapists, type DemoTherapist } from './demo-people.ts';
import { schools, type DemoSchool } from './demo-places.ts';
import { stories } from './demo-story.ts';
import { minute } from './minute.ts';
import { tellStory } from './tell-story.server.ts';

export interface DemoToSeed {
  ownerUrl: string;
  appUrl: string;
  /** The installation's keys: free text, links and trail of the demo are sealed as any other. */
  key: Buffer;
  wrapping?: readonly WrappingKey[];
  auditKey: Buffer;
  /** The portal's address, for the links in the demo's mails. */
  origin: string;
  onStep?: (what: string) => void;
}

/** The demo's partnership has been at work for six weeks, so that somebody can have waited for two. */
const BEGAN_DAYS_AGO = 42;

/**
 * Fills an empty database with one believable partnership, all of it made up. Only the partnership itself is the owner's work; everything else goes in
 * as the web process does it, through the product's own functions, so that a demo can hold nothing that a real partnership could not.
 */
export async function seedDemo({ ownerUrl, appUrl, key, wrapping, auditKey, origin, onStep = () => undefined }: DemoToSeed): Promise<void> {
  holdKeys({ key, auditKey, ...(wrapping && { wrapping }) });
  const partnershipId = randomUUID();
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const db = connect(appUrl, { max: 2 });
  try {
    await owner`insert into partnership (id, name, zone, made_up) values (${partnershipId}, 'Mill Creek', 'America/New_York', true)`;
    await owner`update installation set kind = 'demo', demo_partnership_id = ${partnershipId}`;
    const job: Actor = { kind: 'job', partnershipId };
    const goBack = async (days: number) => void (await owner`call upkeep.set_clock(make_interval(days => ${-days}))`);
    await goBack(BEGAN_DAYS_AGO);
    onStep('roster');
    await bringRosterIn(db, job);
    onStep('people and places');
    await asActor(db, job, 'demo', async (tx) => {
      await publishDocuments(tx);
      for (const name of agencies) await tx.execute(sql`insert into organisation (partnership_id, kind, name) values (ctx_partnership(), 'agency', ${name})`);
      const from = (await nowOf(tx)).toZonedDateTimeISO('America/New_York').toPlainDate().with({ month: 8, day: 1 }).subtract({ years: 1 }).toString();
      for (const { given, family, role, at } of staff) {
        await appointStaff(tx, { who: { givenName: given, familyName: family, email: addressOf(given, family), madeUp: true }, organisationId: await organisation(tx, at), role, from });
      }
      for (const school of schools) await furnish(tx, school);
      for (const therapist of therapists) await engage(tx, therapist, from);
    });
    onStep('guardians');
    await confirmGuardians(db, job);
    onStep('referrals');
    for (const story of stories) await tellStory({ db, partnershipId, config: { origin, key }, goBack }, story);
    await goBack(0);
  } finally {
    await db.close();
    await owner.end({ timeout: 5 });
  }
}

async function bringRosterIn(db: Database, job: Actor): Promise<void> {
  const imported = await importRoster(db, job, { path: fileURLToPath(new URL('./roster/', import.meta.url)), madeUp: true, source: null });
  if (!imported.ok) throw new Error(`the demo's own roster was refused: ${imported.reason}`);
}

/** Each school's front office confirms the guardians it knows; the others stay as the roster proposed them. */
async function confirmGuardians(db: Database, job: Actor): Promise<void> {
  for (const { school, student, language } of confirmed) {
    const [found] = await asActor(db, job, 'demo', (tx) => tx.execute<{ office: string; membership: string; studentId: string }>(sql`
      select m.person_id office, m.id membership, s.id "studentId" from organisation o
      join membership m on m.partnership_id = o.partnership_id and m.organisation_id = o.id and m.role in ('front_office', 'counselor')
      join enrolment e on e.partnership_id = o.partnership_id and e.school_id = o.id join student s on s.partnership_id = e.partnership_id and s.id = e.student_id join person p on p.id = s.id
      where o.name = ${school} and p.given_name || ' ' || p.family_name = ${student} order by m.role desc limit 1`));
    if (!found) throw new Error(`the demo has no ${student} at ${school}`);
    await asActor(db, { kind: 'member', personId: found.office, membershipId: found.membership }, 'demo', async (tx) => {
      for (const guardian of await guardianshipsOf(tx, found.studentId)) {
        await confirmGuardianship(tx, found.studentId, guardian.id, {
          relationship: guardian.relationship, decisionRight: true, accessRight: true, courtOrder: false, language, channels: ['email'], email: guardian.email, phone: guardian.phone,
        });
      }
    });
  }
}

async function organisation(tx: Tx, name: string): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(sql`select id from organisation where partnership_id = ctx_partnership() and name = ${name}`);
  if (!row) throw new Error(`the demo has no ${name}`);
  return row.id;
}

async function furnish(tx: Tx, school: DemoSchool): Promise<void> {
  const schoolId = await organisation(tx, school.name);
  await keepSchoolPlace(tx, schoolId, school);
  for (const { from, until, ...room } of school.rooms) {
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: minute(from), endMinute: minute(until) }));
    await keepRoom(tx, schoolId, { ...room, id: randomUUID(), hours });
  }
  const year = (await nowOf(tx)).toZonedDateTimeISO(school.zone).toPlainDate();
  const fromDate = year.with({ month: 8, day: 1 }).subtract({ years: year.month < 8 ? 1 : 0 });
  await keepBells(tx, schoolId, { id: randomUUID(), name: 'Bells', fromDate: fromDate.toString(), untilDate: fromDate.add({ years: 1 }).toString(), dayTypes: school.dayTypes });
}

async function engage(tx: Tx, { given, family, agency, licenses, hours, ...practice }: DemoTherapist, from: string): Promise<void> {
  const { personId } = await appointStaff(tx, {
    who: { givenName: given, familyName: family, email: addressOf(given, family), madeUp: true }, organisationId: await organisation(tx, agency), role: 'therapist', from,
  });
  const [engaged] = await tx.execute<{ id: string }>(sql`select id from engagement where partnership_id = ctx_partnership() and therapist_id = ${personId}`);
  if (!engaged) throw new Error('a therapist was not engaged');
  await keepPractice(tx, { ...practice, engagementId: engaged.id, therapistId: personId });
  for (const license of licenses) await addLicense(tx, { ...license, id: randomUUID(), therapistId: personId });
  await keepTherapistHours(tx, personId, 'America/New_York', hours.map(({ weekday, from: start, until }) => ({ weekday, startMinute: minute(start), endMinute: minute(until) })));
}

function addressOf(given: string, family: string): string {
  return `${given}.${family}@example.org`.toLowerCase();
}
