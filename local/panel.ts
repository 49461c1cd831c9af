import { renderUnicodeCompact } from 'uqr';
import type { Readiness } from './portal.ts';
import { seconds } from './progress.ts';

export type PanelFacts = Readonly<{
  origin: string;
  /** Other devices of the local network are served too; the file they may be told to trust. */
  lan: { authorityFile: string } | null;
  demo: boolean;
  /** What sets this installation up; null once it is. */
  setUpCode: string | null;
  dev: boolean;
  readiness: Readiness | null;
  databaseWords: string;
  videoWords: string;
  mailWords: string;
  /** Where caught mail is read; null with a mail server of your own. */
  mailPage: string | null;
  folder: string;
  elsewhere: string | null;
  elapsedMs: number;
}>;

const nameWidth = 10;

/** The one thing to read at the end: where to go, as whom, and how everything is. */
export function panelText(facts: PanelFacts): string {
  const rows: [string, ...string[]][] = [
    ...entrance(facts),
    ...devices(facts),
    ['Database', `${facts.databaseWords} ${verdict(facts.readiness?.database)}`, 'Its address for psql and tools: npm run db:url'],
    ['Video', `${facts.videoWords} ${facts.readiness?.video === 'absent' ? '' : verdict(facts.readiness?.video)}`.trimEnd()],
    ['Mail', `${facts.mailWords} ${facts.readiness?.mail === 'absent' ? '' : verdict(facts.readiness?.mail)}`.trimEnd()],
    ['Jobs', verdict(facts.readiness?.jobs).slice(1, -1)],
    ['Data', facts.folder, ...(facts.elsewhere ? [`(${facts.elsewhere}.)`] : []), 'secrets.json in it opens the data: keep a copy of it elsewhere, apart from backups.'],
  ];
  const lines = rows.flatMap(([name, ...texts]) => texts.map((text, at) => `  ${(at === 0 ? name : '').padEnd(nameWidth)} ${text}`));
  const rule = '─'.repeat(Math.min(100, Math.max(...lines.map((line) => line.length)) + 2));
  const title = `  Hallway is ready${facts.dev ? ', with hot reload' : ''} (${seconds(facts.elapsedMs)})`;
  return ['', rule, title, '', ...lines, '', '  Ctrl-C ends Hallway and everything it started.', rule, ''].join('\n');
}

function entrance({ origin, demo, setUpCode }: PanelFacts): [string, ...string[]][] {
  if (setUpCode !== null) return [['Set up', `${origin}/set-up`], ['Code', setUpCode, 'Type it there. It works once, until Hallway is started again; then there is a new one.']];
  return [['Open', origin], ['Sign in', demo ? 'The page lists the people of a made-up partnership: one click each, no password.' : 'The page says how: staff with a passkey or a password, families with a link.']];
}

function devices({ origin, lan }: PanelFacts): [string, ...string[]][] {
  if (lan === null) return [];
  return [['Devices', 'The same address opens on every device of this network; point its camera at the code.', 'The browser warns once that it does not know the certificate. To end that, let the device trust', lan.authorityFile, '', ...renderUnicodeCompact(origin).split('\n'), '']];
}

function verdict(state: Readiness[keyof Readiness] | undefined): string {
  return { ok: '(works)', down: '(DOES NOT ANSWER)', absent: '(not set up)', unknown: '(state unknown)' }[state ?? 'unknown'];
}
