import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOrMakeCertificate } from '../local/lan/certificate.ts';

export type CalendarElsewhere = Readonly<{
  /** Where its owner's calendar is, as they would copy it from there. */
  address: string;
  /** From now on it says that its owner is busy then (epoch milliseconds), or it is out of order. */
  says: (busy: readonly Readonly<{ fromMs: number; untilMs: number }>[] | 'out-of-order') => void;
  /** What a house has in its environment so that it finds this calendar and no other part of the internet. */
  environment: Record<string, string>;
  stop: () => Promise<void>;
}>;

const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');

/** A calendar that somebody keeps elsewhere, behind HTTPS of its own. Only its own address hands it out. */
export async function calendarElsewhere(): Promise<CalendarElsewhere> {
  const folder = await mkdtemp(path.join(tmpdir(), 'calendar-elsewhere-'));
  const { certificateFile, keyFile, authorityFile } = await readOrMakeCertificate(folder, ['127.0.0.1'], ['calendar.example.org'], new Date());
  let events = '';
  let isWell = true;
  const server = createServer({ cert: await readFile(certificateFile), key: await readFile(keyFile) }, ({ url }, response) => {
    const status = !isWell ? 503 : url === '/private-5f2c/basic.ics' ? 200 : 404;
    response.writeHead(status, { 'Content-Type': 'text/calendar' }).end(status === 200 ? `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Made up//EN\r\n${events}END:VCALENDAR\r\n` : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: 'https://calendar.example.org/private-5f2c/basic.ics',
    says: (busy) => {
      isWell = busy !== 'out-of-order';
      if (busy === 'out-of-order') return;
      events = busy.map(({ fromMs, untilMs }, at) => `BEGIN:VEVENT\r\nUID:${at}@calendar.example.org\r\nSUMMARY:Dentist with Leo\r\nDTSTART:${stamp(fromMs)}\r\nDTEND:${stamp(untilMs)}\r\nEND:VEVENT\r\n`).join('');
    },
    environment: {
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import=${new URL('calendar-elsewhere-network.ts', import.meta.url).href}`,
      NODE_EXTRA_CA_CERTS: authorityFile,
      JOURNEY_CALENDAR_PORT: String((server.address() as AddressInfo).port),
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
