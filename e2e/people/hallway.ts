import { Temporal } from 'temporal-polyfill';
import { expect } from '../patient-expect.ts';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';

/** An open door as the booking page offers it: by room and period, and the day on the school's clock. */
export type OfferedDoor = Readonly<{ room: string; period: string; roomId: string; startMs: number; date: string }>;

const dayOf = (startMs: number) => Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO('America/New_York').toPlainDate().toString();

function offered({ spoken, startMs, to }: { spoken: string; startMs: string; to: string }): OfferedDoor {
  const [room = '', period = ''] = spoken.split(', ');
  return { room, period, roomId: new URL(to).searchParams.get('roomId') ?? '', startMs: Number(startMs), date: dayOf(Number(startMs)) };
}

const doorsIn = (person: Person) => person.page.getByRole('grid').locator('button[name="startMs"]');

/** Opens the booking page, and reads which doors of the day it draws can be taken. */
export async function picksOffered(person: Person, address: string): Promise<OfferedDoor[]> {
  await person.go(address);
  await expect(person.page.getByRole('heading', { level: 1, name: /^Find a door for/ })).toBeVisible();
  const doors = await doorsIn(person).evaluateAll((buttons: HTMLButtonElement[]) => buttons.map((button) => ({ spoken: button.ariaLabel ?? '', startMs: button.value, to: button.formAction })));
  return doors.map(offered);
}

/** Goes on by Tab until what is wanted has the focus. */
async function tabsTo({ page }: Person, what: string): Promise<void> {
  for (let tabs = 0; tabs < 100; tabs++) {
    await page.keyboard.press('Tab');
    if (await page.locator(`${what}:focus`).count()) return;
  }
  throw new Error(`By Tab nobody comes to ${what}.`);
}

/** Walks from the door where Tab led to the last that is open, as the arrows lead, and has it held by Enter; then books it. No pointer touches the page. */
export async function booksByKeyboard(person: Person): Promise<OfferedDoor> {
  const { page } = person;
  await tabsTo(person, '[role=grid] [data-stop]');
  const goal = await doorsIn(person).last().evaluate((button: HTMLButtonElement) => ({ stop: button.dataset['stop'] ?? '', spoken: button.ariaLabel ?? '', startMs: button.value, to: button.formAction }));
  const [row = 0, at = 0] = goal.stop.split('.').map(Number);
  let steps = 0;
  await expect.poll(async () => {
    const here = await page.locator('[data-stop]:focus').getAttribute('data-stop');
    if (here === goal.stop) return here;
    const [hereRow = 0, hereAt = 0] = (here ?? '').split('.').map(Number);
    await page.keyboard.press(hereRow < row ? 'ArrowDown' : hereRow > row ? 'ArrowUp' : hereAt < at ? 'ArrowRight' : 'ArrowLeft');
    steps += 1;
    return here;
  }, { intervals: [20] }).toBe(goal.stop);
  expect(steps).toBeGreaterThan(0);
  await looksAround(person, 'hallway-walked');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Held for you until/)).toBeVisible();
  await looksAround(person, 'hallway-held');
  const picked = offered(goal);
  await expect(page.getByRole('button', { name: `Book ${picked.period}` })).toBeVisible();
  await tabsTo(person, 'form[action*="/confirmation"] button');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/appointments\/[^/?]+\?done=booked$/);
  await looksAround(person, 'hallway-appointment');
  return picked;
}

/** Opens the room board on a day. */
export async function opensBoard(person: Person, date: string, schoolId?: string): Promise<void> {
  await person.go(`/hallway?date=${date}${schoolId ? `&school=${schoolId}` : ''}`);
  await expect(person.page.getByRole('heading', { level: 1, name: 'The day as a hallway' })).toBeVisible();
}

const doorOf = ({ page }: Person, { room, period }: Pick<OfferedDoor, 'room' | 'period'>, what: string) => page.getByRole('grid').getByLabel(new RegExp(`^${room}, ${period}, [^:]*:\\d.*: ${what}$`));

/** On the board as it is open, one door says what it is. */
export async function seesDoor(person: Person, door: Pick<OfferedDoor, 'room' | 'period'>, what: string): Promise<void> {
  await expect(doorOf(person, door, what)).toBeVisible();
}

/** From the board: through the free door to the form, which knows day and time already. */
export async function booksForAnotherUse(joan: Person, door: OfferedDoor, words: string): Promise<void> {
  const { page } = joan;
  await doorOf(joan, door, 'Free, Use it').click();
  await expect(page.getByRole('heading', { level: 1, name: `Book ${door.room} for another use` })).toBeVisible();
  await expect(page.getByLabel('Day', { exact: true })).toHaveValue(door.date);
  await page.getByLabel('What for').selectOption('Nurse');
  await page.getByLabel('In your own words').fill(words);
  await looksAround(joan, 'room-use-new');
  await page.getByRole('button', { name: 'Book the room' }).click();
  await expect(page.getByText('The room is booked.')).toBeVisible();
  await looksAround(joan, 'room-used');
}

/** From the board: through the door with the sign to what it says, and takes the sign down. */
export async function releases(joan: Person, door: OfferedDoor, words: string): Promise<void> {
  const { page } = joan;
  await doorOf(joan, door, `Other use, ${words}`).click();
  await expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible();
  await looksAround(joan, 'room-use');
  await page.getByText('Release the room', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Release the room', exact: true }).last().click();
  await expect(page.getByText('The room is free again.')).toBeVisible();
}
