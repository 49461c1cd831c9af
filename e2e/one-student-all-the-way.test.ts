import { test } from 'vitest';
import { madeUpRoster, rosterCounselor, rosterGuardian, rosterSchool, rosterStudent } from './made-up-roster.ts';
import * as coordinator from './people/coordinator.ts';
import * as counselor from './people/counselor.ts';
import { comesIn, seesToday } from './people/everybody.ts';
import * as frontOffice from './people/front-office.ts';
import * as guardian from './people/guardian.ts';
import * as privacyOfficer from './people/privacy-officer.ts';
import * as kiosk from './people/student.ts';
import * as therapist from './people/therapist.ts';
import { joins, leavesAndComesBack, seesMove, seesThatItIsEncrypted, switchesOffAndOn } from './people/visit.ts';
import { looksAround } from './look-around.ts';
import { openPortal } from './portal.ts';
import { schoolYearOf, sundayNight } from './story-clock.ts';

const portal = await openPortal();
const sunday = sundayNight(new Date().toISOString());
const west = 'America/Los_Angeles';
const student = `${rosterStudent.given} ${rosterStudent.family}`;
const mother = `${rosterGuardian.given} ${rosterGuardian.family}`;
const atDesk = { given: 'Walt', family: 'Greene', email: 'walt.greene@example.org', role: 'Front office', at: rosterSchool };
const find = { part: rosterStudent.family.toLowerCase(), name: student };

/** The whole way of one student. It begins on a Sunday night, three hours west of the coordinator, and ends when the seals hold. */
test('one student, from a roster file to a visit by video that was held', { timeout: 900_000 }, async () => {
  await portal.moveClock(sunday.toInstant().toString());
  const renee = await portal.person('Renee Whitfield', { device: 'laptop' });
  const walt = await portal.person(`${atDesk.given} ${atDesk.family}`, { device: 'laptop', zone: west });
  const iris = await portal.person(`${rosterCounselor.given} ${rosterCounselor.family}`, { device: 'laptop', zone: west });
  const nadia = await portal.person('Nadia Haddad', { device: 'laptop' });
  const elena = await portal.person(mother, { device: 'phone', language: 'es', zone: west });
  const tablet = await portal.person('the tablet in Room 12', { device: 'tablet', zone: west });
  const priya = await portal.person('Priya Nair', { device: 'laptop' });

  await comesIn(renee);
  await seesToday(renee, 'today-coordinator');
  await coordinator.bringsRosterIn(renee, madeUpRoster(schoolYearOf(sunday)), 'Juniper Ridge');
  await coordinator.saysWhereSchoolLies(renee, { school: rosterSchool, state: 'WA', zone: /Los Angeles/ });
  await coordinator.givesRole(renee, { who: `${rosterCounselor.family}, ${rosterCounselor.given}`, role: 'Counselor', at: rosterSchool });
  await coordinator.givesRoleToNewcomer(renee, atDesk);

  await comesIn(walt);
  await seesToday(walt, 'today-front-office');
  await frontOffice.addsRoom(walt, { name: 'Room 12', adult: 'Walt Greene, front desk', phone: '360-555-0112', from: '08:00', until: '15:00' });
  await frontOffice.addsBells(walt, 'Every day', [['First', '08:05', '08:55'], ['Second', '09:00', '09:50'], ['Lunch', '11:40', '12:15', false], ['Fifth', '12:20', '13:10']]);
  await frontOffice.pairsTablet(walt, tablet, 'Room 12');
  await frontOffice.confirmsGuardian(walt, find, { name: mother, relationship: 'Mother', language: 'Spanish', email: rosterGuardian.email });

  await comesIn(iris);
  await counselor.refers(iris, find, { concern: 'Worries', why: 'Hides in the bathroom before tests.', tried: 'Breaks, a seat by the door.', urgency: /^Soon/, language: 'Spanish', place: 'At school' });
  await counselor.asksFamily(iris, mother);

  await guardian.readsAndSigns(elena, await portal.mailTo(rosterGuardian.email), { name: mother, student: rosterStudent.given });
  await guardian.readsTheCopy(elena, mother);
  await counselor.seesReferralAt(iris, student, /^A therapist is found by/, 'referral-waiting');

  await coordinator.offersStudent(renee, student, nadia.name, 'No license in WA');
  await comesIn(nadia);
  await seesToday(nadia, 'today-therapist');
  await therapist.looksAtPractice(nadia);
  await therapist.acceptsOffer(nadia, rosterStudent);

  const begins = await coordinator.booksFirstOpenTime(renee, student, west);
  const mails = [await portal.mailTo(rosterGuardian.email), await portal.mailTo(rosterGuardian.email)];
  guardian.findsNeutral(guardian.theBooking(mails), begins);

  await portal.moveClock(begins.subtract({ minutes: 6 }).toInstant().toString());
  const code = await frontOffice.handsOutPass(walt);
  await kiosk.typesCode(tablet, code);
  await guardian.comesByLink(elena, guardian.tellsLinksApart(mails).own);
  await therapist.startsVisit(nadia, { waiting: ['Lucía A.', mother], answers: { present: 'Lucía; her mother from work' } });
  await therapist.admits(nadia, 'Lucía A.');
  await joins(tablet, 'en');
  await therapist.admits(nadia, mother);
  await joins(elena, 'es');

  await seesMove(nadia, 'Picture of Lucía A.');
  await seesMove(nadia, `Picture of ${mother}`);
  await seesMove(tablet, 'Picture of Nadia Haddad');
  await seesMove(tablet, 'Picture of Guardian');
  await seesMove(elena, 'Imagen de Nadia Haddad');
  await seesMove(elena, 'Imagen de Estudiante');
  await seesThatItIsEncrypted(nadia, 'en');
  await seesThatItIsEncrypted(tablet, 'en');
  await seesThatItIsEncrypted(elena, 'es');
  for (const person of [nadia, tablet, elena]) await looksAround(person, 'in-the-visit');
  await switchesOffAndOn(tablet, 'en', nadia, { as: 'Lucía A.', in: 'en' });
  await leavesAndComesBack(elena, 'es');
  await seesMove(nadia, `Picture of ${mother}`);

  await therapist.endsVisit(nadia);
  await kiosk.leavesNothingBehind(tablet, [rosterStudent.given, rosterStudent.family, nadia.name]);
  await guardian.seesThatItIsOver(elena);
  await therapist.confirmsAttendance(nadia, [student, mother, nadia.name]);
  await counselor.seesFirstVisitHeldAndNoNote(iris, student);

  await comesIn(priya);
  await privacyOfficer.findsInTrail(priya, rosterStudent.family, [
    [walt.name, 'Confirmed a guardian'], [iris.name, 'Referred the student'], [iris.name, 'Sent the family an invitation'], [mother, 'Signed the consent'], [renee.name, 'Looked at which therapists fit'],
    [nadia.name, 'Accepted an offer'], [renee.name, 'Booked an appointment'], [nadia.name, 'Admitted to the visit'], [nadia.name, 'Confirmed attendance'], [iris.name, 'Looked at the referral'],
  ]);
  await privacyOfficer.seesThatSealsHold(priya);
});
