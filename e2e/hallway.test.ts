import { test } from 'vitest';
import { looksAround } from './look-around.ts';
import { expect } from './patient-expect.ts';
import { comesIn } from './people/everybody.ts';
import { booksByKeyboard, booksForAnotherUse, opensBoard, picksOffered, releases, seesDoor } from './people/hallway.ts';
import { openPortal } from './portal.ts';

const portal = await openPortal();

/** Where the next visit of a student in care is found. */
async function bookingOf(given: string, family: string): Promise<string> {
  const [row] = await portal.owner<{ id: string }[]>`select r.id from referral r join person p on p.id = r.student_id where p.given_name = ${given} and p.family_name = ${family}`;
  if (!row) throw new Error(`${given} ${family} has no referral.`);
  return `/referrals/${row.id}/booking`;
}

/** The booked visits of a student to come, as the database has them. */
function bookedOf(given: string, family: string) {
  return portal.owner<{ ms: number; room: string }[]>`
    select (extract(epoch from lower(a.during)) * 1000)::float8 as ms, r.name as room from appointment a join appointment_student s on s.appointment_id = a.id join person p on p.id = s.student_id join room r on r.id = a.room_id
    where p.given_name = ${given} and p.family_name = ${family} and a.state = 'booked' and lower(a.during) > clock_now()`;
}

test('a counselor finds a door for a student in the hallway and books it without a mouse', { timeout: 300_000 }, async () => {
  const tom = await portal.person('Tom Brandt', { device: 'laptop' });
  await comesIn(tom);
  await tom.go(await bookingOf('Maya', 'Robinson'));
  await expect(tom.page.getByRole('heading', { level: 1, name: 'Find a door for Maya Robinson' })).toBeVisible();
  expect(await bookedOf('Maya', 'Robinson')).toHaveLength(0);
  await looksAround(tom, 'hallway-picks');
  const picked = await booksByKeyboard(tom);
  const [booked, ...more] = await bookedOf('Maya', 'Robinson');
  expect(more).toHaveLength(0);
  expect(booked).toEqual({ ms: picked.startMs, room: picked.room });

  await opensBoard(tom, picked.date);
  await seesDoor(tom, picked, 'Booked, M\\.R\\., Haddad');
  await looksAround(tom, 'hallway-booked');
});

test('a front office takes a room for another use: its door says so to everybody at once, and nobody is offered it until it is released', { timeout: 300_000 }, async () => {
  const joan = await portal.person('Joan Tran', { device: 'laptop' });
  const tom = await portal.person('Tom Brandt', { device: 'laptop' });
  const renee = await portal.person('Renee Whitfield', { device: 'laptop' });
  const words = 'Vision checks';
  const booking = await bookingOf('Dana', 'Oyelaran');
  await comesIn(tom);
  await comesIn(joan);
  await comesIn(renee);
  const [wanted, ...others] = await picksOffered(tom, booking);
  if (!wanted) throw new Error('Dana Oyelaran is offered no door.');
  const [{ schoolId } = { schoolId: '' }] = await portal.owner<{ schoolId: string }[]>`select school_id as "schoolId" from room where id = ${wanted.roomId}`;

  await opensBoard(renee, wanted.date, schoolId);
  await seesDoor(renee, wanted, 'Free, Use it');
  await renee.page.evaluate(() => void (document.body.dataset['opened'] = 'once'));

  await opensBoard(joan, wanted.date);
  await booksForAnotherUse(joan, wanted, words);
  await seesDoor(renee, wanted, `Other use, ${words}`);
  await looksAround(renee, 'hallway-other-use');
  await opensBoard(joan, wanted.date);
  await seesDoor(joan, wanted, `Other use, ${words}`);
  expect(await picksOffered(tom, `${booking}?date=${wanted.date}`)).toEqual(others);
  await looksAround(tom, 'hallway-picks-without-it');

  await releases(joan, wanted, words);
  await seesDoor(renee, wanted, 'Free, Use it');
  expect(await renee.page.evaluate(() => document.body.dataset['opened'])).toBe('once');
  expect(await picksOffered(tom, `${booking}?date=${wanted.date}`)).toContainEqual(wanted);
});
