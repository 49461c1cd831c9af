import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reservePort } from '../ports.ts';
import { startMailCatcher, type MailCatcher } from './catcher.ts';

let folder: string;
let catcher: MailCatcher;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-mail-'));
  const [smtp, page] = [await reservePort(26_025, 'tcp'), await reservePort(26_125, 'tcp')];
  await Promise.all([smtp.release(), page.release()]);
  catcher = await startMailCatcher(process.cwd(), folder, { smtp: smtp.port, page: page.port });
});
afterEach(async () => {
  await catcher.close();
  rmSync(folder, { recursive: true });
});

const send = () =>
  createTransport(catcher.smtpUrl).sendMail({
    from: 'Hallway <portal@example.test>',
    to: 'ana@example.test',
    bcc: 'quiet@example.test',
    subject: 'Una cita',
    text: 'Abra http://localhost:3000/consent/abc',
    icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
  });

describe('the mail catcher', () => {
  it('takes a mail, keeps it in the data folder and shows it with its attachments', async () => {
    await send();
    expect(readdirSync(path.join(folder, 'mail'))).toHaveLength(1);
    const [mail] = (await (await fetch(`${catcher.pageUrl}/messages.json`)).json()) as { id: string; to: string[]; subject: string }[];
    expect(mail).toMatchObject({ subject: 'Una cita', to: ['ana@example.test', 'quiet@example.test'], attachments: expect.arrayContaining([expect.objectContaining({ name: 'invite.ics' })]) as [] });
    const page = await (await fetch(`${catcher.pageUrl}/messages/${mail?.id}`)).text();
    expect(page).toContain('href="http://localhost:3000/consent/abc"');
    const file = await fetch(`${catcher.pageUrl}/messages/${mail?.id}/attachments/0`);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect((await fetch(`${catcher.pageUrl}/`)).status).toBe(200);
  });

  it('tells an open page that a mail arrived', async () => {
    const stream = await fetch(`${catcher.pageUrl}/arrivals`);
    const reader = stream.body?.getReader();
    await reader?.read();
    await send();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('data: new');
  });

  it('answers nobody who calls it by a name that is not of this computer', async () => {
    const status = await new Promise((resolve) => {
      http.get(catcher.pageUrl, { headers: { host: 'rebound.example.test' } }, (response) => resolve(response.statusCode));
    });
    expect(status).toBe(403);
  });

  it('says so kindly when a message is not there', async () => {
    const answer = await fetch(`${catcher.pageUrl}/messages/gone`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('This message is not here');
  });
});
