import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnPages } from './every-page/drawn-pages.ts';
import { asksForLink, comesIn, confirms, keepsSchoolYear, mailedToken, offers, opensEmergency, raisesAlarm, saysIAmHere, setsUp } from './every-page/entrances.ts';
import { looksAt, type Special } from './every-page/looks-at.ts';
import { isRole, nameOf, type Opener } from './every-page/people.ts';
import { addressOfAsked, beginningOf, namedExactly, recordsOf } from './every-page/records-of.ts';
import { turns } from './every-page/turns.ts';
import { addressFor, asksAgain, openersOf, seenElsewhere, students, usualStudent } from './every-page/ways-in.ts';
import { houseForJourneys } from './house-for-journeys.ts';
import type { Person } from './person.ts';
import { givesRoleToNewcomer } from './people/coordinator.ts';
import { openPortal } from './portal.ts';

/** A house without single sign-on, as most are. */
const { address: itsAddress, stop: endHouse } = await houseForJourneys('every-page');
afterAll(endHouse);
const portal = await openPortal(itsAddress);

/** Two at once keep a small machine busy: one page is drawn while another is being asked for. */
const turn = turns(2);
const known = new Map<Opener, Person>();
async function as(opener: Opener): Promise<Person> {
  const before = known.get(opener);
  if (before) return before;
  const person = await portal.person(isRole(opener) ? nameOf[opener] : opener, { device: 'laptop', warnings: true });
  known.set(opener, person);
  if (isRole(opener)) await comesIn(person, nameOf[opener]);
  return person;
}
const idsOf = (student: string) => recordsOf(portal.owner, student);
const idOf = async (student: string, name: string) => (await idsOf(student))[name] ?? '';
const links: Partial<Record<Opener, string>> = {};
const newcomer = { given: 'Ivo', family: 'Lund', email: 'ivo.lund@example.org', role: 'Counselor', at: 'Alder Creek Middle' };
const guardian = 'marta.barrera@example.org';

/** It is some minutes before the usual student's appointment: the doors of its visit are open. What the demo leaves shut is opened by the clicks that open it. */
beforeAll(async () => {
  links.invited = await mailedToken(portal, await addressOfAsked(portal.owner, students.asked), 'i');
  links.signed = await mailedToken(portal, await addressOfAsked(portal.owner, students.accepted), 'i');
  await portal.moveClock(new Date((await beginningOf(portal.owner, usualStudent)).getTime() - 13 * 60_000).toISOString());
  links.awaited = await mailedToken(portal, guardian, 'v');
  await offers(await as('coordinator'), await idOf(students.offered, 'referralId'), nameOf.therapist);
  await raisesAlarm(await as('counselor'), await idOf(students.unreferred, 'studentId'));
  await opensEmergency(await as('counselor'), await namedExactly(portal.owner, students.elsewhere));
  await setsUp(await as('front_office'), await as('tablet'));
  await saysIAmHere(await as('awaited'), links.awaited);
  await keepsSchoolYear(await as('coordinator'));
  await givesRoleToNewcomer(await as('coordinator'), newcomer);
  links.newcomer = await mailedToken(portal, newcomer.email, 'welcome');
  links.visitor = await asksForLink(portal, await as('visitor'), guardian);
});

/** `/set-up` is there only until the installation is set up (e2e/set-up.test.ts); a provider that nobody was sent to sends nobody back. */
const answersOtherwise: Readonly<Record<string, Special>> = {
  '/*': { status: 404, says: /status of 404/ },
  '/set-up': { status: 404, says: /status of 404/ },
  '/sign-in/sso/callback': { status: 400, says: /status of 400/ },
};

const pages = drawnPages().filter((pattern) => !(pattern in seenElsewhere));

test('somebody opens every page; the access matrix or e2e/every-page/ways-in.ts names them', () => {
  expect(pages.filter((pattern) => openersOf(pattern).length === 0)).toEqual([]);
});

const looks = pages.flatMap((pattern) => openersOf(pattern).map((by, at) => ({ pattern, by, again: at > 0 })));
test.concurrent.each(looks)('$pattern is well for the $by', async ({ pattern, by, again }) => {
  const faults = await turn(by, async () => {
    const address = await addressFor(pattern, by, idsOf, links);
    if (asksAgain(pattern)) await confirms(await as(by));
    return looksAt(await as(by), { what: pattern, by, address }, { again, ...answersOtherwise[pattern] });
  });
  expect(faults.join('\n')).toBe('');
});

/** Sends the page's form as it is, as a browser without scripts would, and waits until the page says what is wrong. */
const sendsEmpty = async ({ page }: Person) => {
  await page.getByRole('main').locator('form[method=post]').last().evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
    form.requestSubmit();
  });
  await page.locator('[role=alert], [aria-invalid=true]').first().waitFor();
};
const refused: Special = { first: sendsEmpty, says: /status of 4\d\d/ };
const lost = (status: number): Special => ({ status, says: new RegExp(`status of ${status}`) });

describe('a page that says no', () => {
  test.concurrent.each<[what: string, by: Opener, address: () => string | Promise<string>, how: Special]>([
    ['a form about a student, sent empty', 'counselor', async () => `/referrals/new?student=${await idOf(students.unreferred, 'studentId')}`, refused],
    ['a form of an emergency, sent empty', 'counselor', () => '/emergency', refused],
    ['a form about a room, sent empty', 'front_office', () => '/rooms/new', refused],
    ['an invitation, signed without an answer', 'invited', () => `/i/${links.invited}`, refused],
    ['a tablet that gets no code', 'visitor', () => '/kiosk/pairing', refused],
    ['a record that is not there, inside the frame', 'counselor', () => `/referrals/${randomUUID()}`, lost(404)],
    ['a page for somebody else', 'therapist', () => '/staff', lost(404)],
    ['an invitation that nobody sent', 'visitor', () => '/i/not-a-token', lost(404)],
    ['a visit link that nobody sent', 'visitor', () => '/v/not-a-token', lost(410)],
    ['a sign-in link that nobody sent', 'visitor', () => '/sign-in/link/not-a-token', lost(410)],
  ])('%s', async (what, by, address, how) => {
    const faults = await turn(by, async () => {
      const to = await address();
      // Whoever was asked long ago who sits there would see that question in place of the page.
      if (asksAgain(to)) await confirms(await as(by));
      return looksAt(await as(by), { what, by, address: to }, how);
    });
    expect(faults.join('\n')).toBe('');
  });
});
