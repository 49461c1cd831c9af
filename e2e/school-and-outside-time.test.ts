import { afterAll, test } from 'vitest';
import { calendarElsewhere } from './calendar-elsewhere.ts';
import { houseForJourneys } from './house-for-journeys.ts';
import { looksAround } from './look-around.ts';
import { expect } from './patient-expect.ts';
import { comesIn, goesTo } from './people/everybody.ts';
import { addsRoom } from './people/front-office.ts';
import { readsCalendarAgain, usesOutsideCalendar } from './people/outside-time.ts';
import { makesHoliday, replacesBells, seesWhatARenamedPeriodDoes } from './people/school-time.ts';
import type { Person } from './person.ts';
import { openPortal } from './portal.ts';

const elsewhere = await calendarElsewhere();
afterAll(elsewhere.stop);
const house = await houseForJourneys('school-and-outside-time', elsewhere.environment);
afterAll(house.stop);
const portal = await openPortal(house.address);

/** The next appointment at the school, on its clock: the demo's days go by the day on which it was made. */
const [next] = await portal.owner<{ date: string; weekday: string; words: string }[]>`
  select (lower(a.during) at time zone a.zone)::date::text as date, to_char(lower(a.during) at time zone a.zone, 'FMDay') as weekday, to_char(lower(a.during) at time zone a.zone, 'FMMon FMDD') as words
  from appointment a join organisation o on o.id = a.school_id
  where o.name = 'Alder Creek Middle' and a.state = 'booked' and a.place = 'school' and lower(a.during) > clock_now() + interval '1 day' order by lower(a.during) limit 1`;
if (!next) throw new Error('The demo has no appointment at the school to come.');

test('a front office sets up a room, bells and a holiday, and sees what each does to appointments before it is saved', { timeout: 300_000 }, async () => {
  const joan = await portal.person('Joan Tran', { device: 'laptop' });
  const tom = await portal.person('Tom Brandt', { device: 'phone' });
  await comesIn(joan);
  await addsRoom(joan, { name: 'Quiet corner', adult: 'Joan Tran, front desk', phone: '614-555-0117', from: '08:00', until: '15:00' });
  await seesWhatARenamedPeriodDoes(joan, 'Period 1');
  await replacesBells(joan, { name: 'Winter bells', from: next.date, weekday: next.weekday });
  await makesHoliday(joan, { name: 'Founders’ Day', date: next.date, words: next.words });

  await comesIn(tom);
  await expect(tom.page.getByRole('main').getByText('has to get another time').first()).toBeVisible();
  await looksAround(tom, 'today-must-move');
});

/** Opens the times at which a student could be seen. */
async function looksForTimes(renee: Person, student: string): Promise<void> {
  await goesTo(renee, 'Waiting list');
  await renee.page.getByRole('link', { name: student }).click();
  await renee.page.getByRole('link', { name: 'Find a time' }).click();
  await expect(renee.page.getByRole('heading', { level: 1 })).toContainText(student);
}

test('a therapist’s outside calendar blocks a time, and one that is not read for too long lets nobody book', { timeout: 300_000 }, async () => {
  const renee = await portal.person('Renee Whitfield', { device: 'laptop' });
  const nadia = await portal.person('Nadia Haddad', { device: 'laptop' });
  await comesIn(renee);
  await looksForTimes(renee, 'Maya Robinson');
  const times = renee.page.getByRole('main').locator('button[name="startMs"]');
  const startMs = Number(await times.last().getAttribute('value'));
  const theTime = renee.page.getByRole('main').locator(`button[name="startMs"][value="${startMs}"]`);

  nadia.complaints.expect(/hours\/calendar\.data: .*400/);
  renee.complaints.expect(/booking\.data: .*409/);
  elsewhere.says([{ fromMs: startMs + 10 * 60_000, untilMs: startMs + 40 * 60_000 }]);
  await comesIn(nadia);
  await usesOutsideCalendar(nadia, elsewhere.address);

  await theTime.locator('visible=true').last().click();
  await expect(renee.page.getByRole('alert').first()).toBeVisible();
  await looksAround(renee, 'time-is-busy-elsewhere');
  await looksForTimes(renee, 'Maya Robinson');
  await expect(times.first()).toBeAttached();
  await expect(theTime).toHaveCount(0);

  elsewhere.says('out-of-order');
  await portal.moveClock(new Date(Date.now() + 25 * 3_600_000).toISOString());
  await looksForTimes(renee, 'Maya Robinson');
  await expect(times).toHaveCount(0);
  await expect(renee.page.getByRole('main')).toContainText('has not been read for too long');
  await looksAround(renee, 'calendar-stale');

  elsewhere.says([]);
  await readsCalendarAgain(nadia);
  await looksForTimes(renee, 'Maya Robinson');
  await expect(times.first()).toBeAttached();
});
