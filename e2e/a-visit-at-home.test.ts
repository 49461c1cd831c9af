import { test } from 'vitest';
import * as coordinator from './people/coordinator.ts';
import * as counselor from './people/counselor.ts';
import { comesIn } from './people/everybody.ts';
import * as guardian from './people/guardian.ts';
import * as therapist from './people/therapist.ts';
import { joins, seesMove, seesThatItIsEncrypted } from './people/visit.ts';
import { openPortal } from './portal.ts';
import { sundayNight } from './story-clock.ts';

const portal = await openPortal();
const east = 'America/New_York';
const find = { part: 'stone', name: 'Caleb Stone' };
const mother = { given: 'Marisol', family: 'Stone', relationship: 'Mother', language: 'Spanish', email: 'marisol.stone@example.org' };

/** A student of the demo, an evening at home: the mother signs on a phone without a script, says when they can, and both join by their own link. */
test('a visit at home, the student and his mother each by their own link', { timeout: 600_000 }, async () => {
  await portal.moveClock(sundayNight(new Date().toISOString()).toInstant().toString());
  const tom = await portal.person('Tom Brandt', { device: 'laptop' });
  const renee = await portal.person('Renee Whitfield', { device: 'laptop' });
  const sam = await portal.person('Sam Whitaker', { device: 'laptop' });
  const oldPhone = await portal.person('Marisol Stone, on a phone without scripts', { device: 'phone', language: 'es', scripts: false });
  const marisol = await portal.person('Marisol Stone', { device: 'phone', language: 'es' });
  const caleb = await portal.person('Caleb Stone', { device: 'phone' });

  await comesIn(tom);
  await counselor.addsGuardian(tom, find, mother);
  await counselor.saysWhereHomeIs(tom, { state: 'OH', zone: /New York/, evenings: ['17:00', '19:30'] });
  await counselor.refers(tom, find, { concern: 'Attention, restlessness', why: 'Cannot sit through a class since October.', urgency: /^Soon/, language: 'Spanish', place: 'At home' });
  await counselor.asksFamily(tom, 'Marisol Stone');
  await guardian.signsWithoutScripts(oldPhone, await portal.mailTo(mother.email), { name: 'Marisol Stone', student: 'Caleb' });

  await comesIn(renee);
  await coordinator.offersStudent(renee, 'Caleb Stone', 'Sam Whitaker', 'Sees ages 14 and up');
  await comesIn(sam);
  await therapist.acceptsOffer(sam, { given: 'Caleb', family: 'Stone' });
  const begins = await coordinator.booksFirstOpenTime(renee, 'Caleb Stone', east);
  const mails = [await portal.mailTo(mother.email), await portal.mailTo(mother.email), await portal.mailTo(mother.email)];
  guardian.findsNeutral(guardian.theBooking(mails), begins);

  await portal.moveClock(begins.subtract({ minutes: 5 }).toInstant().toString());
  const links = guardian.tellsLinksApart(mails);
  await guardian.comesByLink(marisol, links.own);
  await guardian.handsOverLink(caleb, guardian.theStudents(links));
  await therapist.startsVisit(sam, { waiting: ['Caleb S.', 'Marisol Stone'], answers: { present: 'Caleb and his mother', where: '12 Poplar Street, Columbus', adult: 'His mother, in the kitchen', callBack: '614-555-0188' } });
  await therapist.admits(sam, 'Caleb S.');
  await joins(caleb, 'en');
  await therapist.admits(sam, 'Marisol Stone');
  await joins(marisol, 'es');

  for (const name of ['Caleb S.', 'Marisol Stone']) await seesMove(sam, `Picture of ${name}`);
  for (const name of ['Sam Whitaker', 'Guardian']) await seesMove(caleb, `Picture of ${name}`);
  for (const name of ['Sam Whitaker', 'Estudiante']) await seesMove(marisol, `Imagen de ${name}`);
  await seesThatItIsEncrypted(caleb, 'en');
  await therapist.endsVisit(sam);
  await guardian.seesThatItIsOver(marisol);
  await therapist.confirmsAttendance(sam, ['Caleb Stone', 'Marisol Stone', sam.name]);
  await counselor.seesFirstVisitHeldAndNoNote(tom, 'Caleb Stone');
});
