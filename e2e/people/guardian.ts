import { expect } from '../patient-expect.ts';
import type { Temporal } from 'temporal-polyfill';
import { looksAround } from '../look-around.ts';
import type { Person } from '../person.ts';
import type { Portal, ReceivedMail } from '../portal.ts';
import { tellingWords } from './family-words.ts';
import { visitWords } from './visit.ts';

/** The one link of a mail that leads to a page of this kind (`i`: an invitation, `v`: a visit, `welcome`: an invitation to work here). */
export function linkIn(mail: ReceivedMail, kind: 'i' | 'v' | 'welcome'): string {
  const link = mail.links.find((address) => new URL(address).pathname.startsWith(`/${kind}/`));
  if (!link) throw new Error(`The mail "${mail.subject}" holds no such link: ${mail.text}`);
  return link;
}

/** Opens the mailed invitation in Spanish, reads the full texts, comes back, and says yes to each of the four choices. */
export async function readsAndSigns(elena: Person, mail: ReceivedMail, { name, student }: { name: string; student: string }): Promise<void> {
  const { page } = elena;
  await elena.go(linkIn(mail, 'i'));
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('heading', { level: 1, name: `Un apoyo para ${student}` })).toBeVisible();
  await looksAround(elena, 'invitation');
  await page.getByRole('link', { name: 'Leer todo (4 textos)' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Todos los textos completos' })).toBeVisible();
  await looksAround(elena, 'invitation-text');
  await page.getByRole('link', { name: 'Volver a las decisiones' }).click();
  for (const question of [`Que ${student} reciba este apoyo`, 'Que sea por video', /^.*Que la escuela le cuente a/, /le cuente a la escuela/]) {
    await page.getByRole('group', { name: question }).getByRole('radio', { name: 'Sí' }).check();
  }
  await page.getByLabel('Escriba su nombre completo').fill(name);
  await page.getByLabel(/^Soy la mamá de/).check();
  await looksAround(elena, 'invitation-answered');
  await page.getByRole('button', { name: 'Firmar' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Gracias/ })).toBeVisible();
  await looksAround(elena, 'invitation-signed');
}

/** Keeps the copy: word for word what was signed. */
export async function readsTheCopy(elena: Person, name: string): Promise<void> {
  const { page } = elena;
  await page.getByRole('link', { name: 'Ver e imprimir mi copia' }).click();
  await expect(page.getByText('Comprobado')).toBeVisible();
  await expect(page.getByText(name).first()).toBeVisible();
  await looksAround(elena, 'invitation-copy');
}

/** A mail that somebody may read over a shoulder: neutral in subject and words, with an entry for the calendar that is as neutral. */
export function findsNeutral(mail: ReceivedMail, begins: Temporal.ZonedDateTime): void {
  const entry = mail.attachments.find(({ name, type }) => name.endsWith('.ics') || type.startsWith('text/calendar'));
  if (!entry) throw new Error(`The mail "${mail.subject}" has no calendar entry.`);
  const lines = entry.text.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
  const said = (property: string) => lines.filter((line) => line.startsWith(property)).map((line) => line.slice(line.indexOf(':') + 1));
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(said('BEGIN')).toContain('VEVENT');
  expect(said('SUMMARY')).toEqual(['Cita']);
  expect(said(`DTSTART;TZID=${begins.timeZoneId}`)).toEqual([begins.toPlainDateTime().toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')]);
  for (const text of [mail.subject, mail.text, mail.html ?? '', entry.text]) expect(text).not.toMatch(tellingWords);
}

/** Comes to a visit by the link that was mailed: opening it does nothing yet, the button says "I am here". */
export async function comesByLink(elena: Person, mail: ReceivedMail): Promise<void> {
  const { page } = elena;
  expect(mail.text).not.toMatch(tellingWords);
  await elena.go(linkIn(mail, 'v'));
  await expect(page.getByRole('heading', { level: 1, name: 'Su cita' })).toBeVisible();
  await looksAround(elena, 'visit-link');
  await page.getByRole('button', { name: 'Ya estoy aquí' }).click();
  await expect(page.getByRole('heading', { level: 1, name: visitWords.es.waiting })).toBeVisible();
  await looksAround(elena, 'visit-waiting');
}

/** The visit ended for everybody. */
export async function seesThatItIsOver(elena: Person): Promise<void> {
  await expect(elena.page.getByRole('heading', { level: 1, name: visitWords.es.over })).toBeVisible();
  await looksAround(elena, 'visit-over');
}

/** The same on a phone without scripts: a signature that is not whole comes back with what was typed, then goes through. */
export async function signsWithoutScripts(phone: Person, mail: ReceivedMail, { name, student }: { name: string; student: string }): Promise<void> {
  const { page } = phone;
  await phone.go(linkIn(mail, 'i'));
  await expect(page.getByRole('heading', { level: 1, name: `Un apoyo para ${student}` })).toBeVisible();
  for (const yes of await page.getByRole('radio', { name: 'Sí' }).all()) await yes.check();
  await page.getByLabel('Escriba su nombre completo').fill(name);
  phone.complaints.expect(/status of 400/);
  await page.getByRole('button', { name: 'Firmar' }).click();
  await expect(page.getByRole('heading', { name: 'Hay una cosa que revisar antes de enviar' })).toBeVisible();
  await expect(page.getByLabel('Escriba su nombre completo')).toHaveValue(name);
  await expect(page.getByRole('radio', { name: 'Sí', checked: true })).toHaveCount(4);
  // Only a picture: what looks for obstacles is itself a script.
  await phone.picture('invitation-sent-back');
  await page.getByLabel(/^Soy la mamá de/).check();
  await page.getByRole('button', { name: 'Firmar' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Gracias/ })).toBeVisible();
}

/** The mail that says when and where; mails come in any order. */
export function theBooking(mails: readonly ReceivedMail[]): ReceivedMail {
  return found('booking', mails, ({ attachments }) => attachments.length > 0);
}

/** Links to one address: the guardian's own and, for a visit at home, one for the student. */
export function tellsLinksApart(mails: readonly ReceivedMail[]): { own: ReceivedMail; student: ReceivedMail | null } {
  return { own: found('own link', mails, ({ text }) => text.includes('su propio enlace')), student: mails.find(({ text }) => text.includes('el enlace con el que')) ?? null };
}

/** The link that is for the student. */
export function theStudents({ student }: { student: ReceivedMail | null }): ReceivedMail {
  return found('link for the student', student ? [student] : [], () => true);
}

function found(what: string, mails: readonly ReceivedMail[], is: (mail: ReceivedMail) => boolean): ReceivedMail {
  const mail = mails.find(is);
  if (!mail) throw new Error(`No mail is the ${what}: ${mails.map(({ text }) => text).join('\n')}`);
  return mail;
}

/** The student comes by the link that came to the guardian's address, on a phone of their own. */
export async function handsOverLink(caleb: Person, mail: ReceivedMail): Promise<void> {
  const { page } = caleb;
  await caleb.go(linkIn(mail, 'v').replace(/\?lang=.*/, '?lang=en'));
  await page.getByRole('button', { name: 'I am here' }).click();
  await expect(page.getByRole('heading', { level: 1, name: visitWords.en.waiting })).toBeVisible();
  await looksAround(caleb, 'visit-waiting-student');
}

/** Signs in as a family does: asks for a link, opens it on the same phone, and presses its button. */
export async function comesByMailedLink(person: Person, portal: Portal, address: string): Promise<void> {
  const { page } = person;
  await person.go('/sign-in/link');
  await page.getByLabel('Your email address').fill(address);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Look in your mail' })).toBeVisible();
  let link: string | undefined;
  while (!link) link = (await portal.mailTo(address)).links.find((one) => new URL(one).pathname.startsWith('/sign-in/link/'));
  await person.go(link);
  await page.getByRole('main').getByRole('button').first().click();
  await expect(page).toHaveURL(/\/family$/);
}
