import { test } from 'vitest';
import { madeUpRoster, rosterCounselor, rosterGuardian, rosterSchool, rosterStudent } from './made-up-roster.ts';
import * as coordinator from './people/coordinator.ts';
import { comesIn, seesToday } from './people/everybody.ts';
import * as frontOffice from './people/front-office.ts';
import { openPortal } from './portal.ts';
import { schoolYearOf, sundayNight } from './story-clock.ts';

const portal = await openPortal();
const sunday = sundayNight(new Date().toISOString());
const student = `${rosterStudent.given} ${rosterStudent.family}`;
const counselorName = `${rosterCounselor.given} ${rosterCounselor.family}`;
const frontDesk = { given: 'Walt', family: 'Greene', email: 'walt.greene@example.org', role: 'Front office', at: rosterSchool };

test('one student, from the roster file to a finished video visit, begun on a Sunday night', { timeout: 600_000 }, async () => {
  await portal.moveClock(sunday.toInstant().toString());

  const renee = await portal.person('Renee Whitfield', { device: 'laptop' });
  await comesIn(renee);
  await seesToday(renee, 'today-coordinator');
  await coordinator.bringsRosterIn(renee, madeUpRoster(schoolYearOf(sunday)), 'Juniper Ridge');
  await coordinator.saysWhereSchoolLies(renee, { school: rosterSchool, state: 'WA', zone: /Los Angeles/ });
  await coordinator.givesRole(renee, { who: counselorName, role: 'Counselor', at: rosterSchool });
  await coordinator.givesRoleToNewcomer(renee, frontDesk);

  const walt = await portal.person(`${frontDesk.given} ${frontDesk.family}`, { device: 'laptop', zone: 'America/Los_Angeles' });
  const tablet = await portal.person('the tablet in Room 12', { device: 'tablet', zone: 'America/Los_Angeles' });
  await comesIn(walt);
  await seesToday(walt, 'today-front-office');
  await frontOffice.addsRoom(walt, { name: 'Room 12', adult: 'Walt Greene, front desk', phone: '360-555-0112', from: '08:00', until: '15:00' });
  await frontOffice.addsBells(walt, 'Every day', [['First', '08:05', '08:55'], ['Second', '09:00', '09:50'], ['Lunch', '11:40', '12:15', false], ['Fifth', '12:20', '13:10']]);
  await frontOffice.pairsTablet(walt, tablet, 'Room 12');
  await frontOffice.confirmsGuardian(walt, { part: 'ortega', name: student }, { name: `${rosterGuardian.given} ${rosterGuardian.family}`, relationship: 'Mother', language: 'Spanish', email: rosterGuardian.email });
});
