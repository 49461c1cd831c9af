import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';

/** One mail as the catcher shows it. `to` is everybody it was handed over for, copies included. */
export type CaughtMail = Readonly<{
  id: string;
  /** When it arrived, ISO text in UTC. */
  at: string;
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  html: string | null;
  attachments: readonly Readonly<{ name: string; type: string; content: Buffer }>[];
}>;

export type Mailbox = Readonly<{
  keep: (raw: Buffer, recipients: readonly string[], at: Date) => Promise<CaughtMail>;
  /** Newest first. */
  list: () => Promise<CaughtMail[]>;
  find: (id: string) => Promise<CaughtMail | null>;
}>;

const envelope = 'X-Hallway-Envelope-To';

/** Caught mails as plain `.eml` files in a folder, the newest thousand; any mail program opens them too. A file appears whole or not at all. */
export function mailboxIn(folder: string, keptAtMost = 1_000): Mailbox {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const parsed = new Map<string, CaughtMail>();
  const ids = () => readdirSync(folder).filter((name) => name.endsWith('.eml')).map((name) => name.slice(0, -4)).sort().reverse();
  const find = async (id: string) => {
    if (!ids().includes(id)) return null;
    const mail = parsed.get(id) ?? (await parse(id, readFileSync(path.join(folder, `${id}.eml`))));
    parsed.set(id, mail);
    return mail;
  };
  return {
    keep: async (raw, recipients, at) => {
      const id = `${at.toISOString().replaceAll(':', '.')}-${randomBytes(3).toString('hex')}`;
      const file = path.join(folder, `${id}.eml`);
      writeFileSync(`${file}.new`, Buffer.concat([Buffer.from(`${envelope}: ${recipients.join(', ')}\r\n`), raw]), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      for (const old of ids().slice(keptAtMost)) rmSync(path.join(folder, `${old}.eml`), { force: true });
      const mail = await find(id);
      if (mail === null) throw new Error('The mail that was just kept is not there.');
      return mail;
    },
    list: async () => (await Promise.all(ids().map(find))).filter((mail) => mail !== null),
    find,
  };
}

async function parse(id: string, raw: Buffer): Promise<CaughtMail> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  const header = mail.headers.get(envelope.toLowerCase());
  return {
    id,
    at: `${id.slice(0, 10)}T${id.slice(11, 24).replace('.', ':').replace('.', ':')}`,
    from: mail.from?.text ?? '',
    to: typeof header === 'string' ? header.split(/,\s*/) : [],
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : null,
    attachments: mail.attachments.map(({ filename, contentType, content }, at) => ({ name: filename ?? `part-${at + 1}`, type: contentType, content })),
  };
}
