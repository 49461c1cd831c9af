import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailboxIn } from './mailbox.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-mailbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const raw = (subject: string, body = 'Hello') => Buffer.from(`From: portal@example.test\r\nTo: ana@example.test\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`);

describe('the mailbox', () => {
  it('gives back what arrived, for whom and when, newest first', async () => {
    const mailbox = mailboxIn(folder);
    await mailbox.keep(raw('First', '¿Cuándo?'), ['ana@example.test', 'copy@example.test'], new Date('2026-11-24T15:00:00Z'));
    await mailbox.keep(raw('Second'), ['luis@example.test'], new Date('2026-11-24T15:00:01Z'));
    const [second, first] = await mailbox.list();
    expect(second).toMatchObject({ subject: 'Second', at: '2026-11-24T15:00:01.000Z' });
    expect(first).toMatchObject({ subject: 'First', to: ['ana@example.test', 'copy@example.test'], text: '¿Cuándo?\n', html: null });
  });

  it('is still there for the next run', async () => {
    const kept = await mailboxIn(folder).keep(raw('First'), ['ana@example.test'], new Date());
    expect(await mailboxIn(folder).find(kept.id)).toMatchObject({ subject: 'First' });
  });

  it('finds nothing outside itself', async () => {
    expect(await mailboxIn(folder).find('../secrets')).toBeNull();
  });

  it('forgets the oldest when there are too many', async () => {
    const mailbox = mailboxIn(folder, 3);
    for (let at = 0; at < 5; at += 1) await mailbox.keep(raw(`Mail ${at}`), ['ana@example.test'], new Date(Date.UTC(2026, 0, 1) + at));
    expect(readdirSync(folder)).toHaveLength(3);
    expect((await mailbox.list()).at(-1)?.subject).toBe('Mail 2');
  });
});
