import { once } from 'node:events';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { mailboxIn } from './mailbox.ts';
import { serveMailPage } from './page-server.ts';

export type MailCatcher = Readonly<{ smtpUrl: string; pageUrl: string; close: () => Promise<void> }>;

const largestBytes = 10 * 1024 * 1024;

/** Takes every mail on loopback, sends none on, and shows them on a page. A mail is answered "taken" only once it is on disk. */
export async function startMailCatcher(root: string, folder: string, ports: { smtp: number; page: number }): Promise<MailCatcher> {
  const mailbox = mailboxIn(path.join(folder, 'mail'));
  const page = await serveMailPage(root, mailbox, ports.page);
  const smtp = new SMTPServer({
    name: 'localhost',
    banner: 'Hallway catches mail here',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestBytes,
    logger: false,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return callback(Object.assign(new Error('The message is larger than 10 MB.'), { responseCode: 552 }));
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        mailbox.keep(Buffer.concat(chunks), recipients, new Date()).then(() => {
          page.arrived();
          callback();
        }, callback);
      });
    },
  });
  smtp.on('error', () => undefined);
  const listener = smtp.listen(ports.smtp, '127.0.0.1');
  await once(listener, 'listening');
  return {
    smtpUrl: `smtp://127.0.0.1:${ports.smtp}`,
    pageUrl: page.url,
    close: async () => {
      await Promise.all([new Promise<void>((resolve) => smtp.close(() => resolve())), page.close()]);
    },
  };
}
