import { Temporal } from 'temporal-polyfill';
import { beginOf, readPlace, type LogAlong } from './log-along.ts';
import { recover } from './recover.ts';

/** `end`: the moment the backup was finished; `latest`: all that was archived since; else an instant in between (ISO 8601). */
export type RestoreTarget = 'end' | 'latest' | string;

/** How PostgreSQL is to be started over the copy. */
export type RecoveryOrder = Extract<Parameters<typeof recover>[0], { durable: true }>;

/** Why the log was not followed to the end of what lies here of it; `detail`: the piece that is missing, or the last one that should have been gone through. */
export type Lack = Readonly<{ reason: 'log-gap' | 'log-not-followed'; detail: string }>;

/** `short`: the log did not lead to what was asked for; `words`: PostgreSQL's last ones. */
export type Followed = Readonly<{ ok: true; until: string | null; short: boolean; lacks: Lack | null }> | Readonly<{ ok: false; words: string }>;

/** Where nothing is asked for beyond the end of the backup. */
export const toItsEnd: LogAlong = { gap: null, last: null };

/**
 * Lets PostgreSQL go through the log, and looks where it stopped. It takes the first piece that it does not get, or cannot read, for the end, and is content: what
 * lies here of the log and was not gone through is found out here alone.
 *
 * @param timeline as PostgreSQL names it in its settings
 */
export async function followLog(order: RecoveryOrder, to: RestoreTarget, timeline: string, log: LogAlong): Promise<Followed> {
  const along = (target: Record<string, string>) => recover({ ...order, settings: { ...order.settings, ...target } });
  const recovered = await along(targetOf(to, timeline));
  if (recovered.ok && to !== 'latest') return { ...recovered, short: false, lacks: null };
  // The log ends before the moment that was asked for: all there is up to it comes back, and the rest of the log is empty.
  const endsBefore = !recovered.ok && to !== 'end' && to !== 'latest' && recovered.words.includes('before configured recovery target was reached');
  const all = endsBefore ? await along(targetOf('latest', timeline)) : recovered;
  if (!all.ok) return all;
  if (endsBefore && all.until !== null && Date.parse(all.until) > Date.parse(to)) return { ok: false, words: readTwice(to) };
  const lacks = lackOf(log, readPlace(all.at));
  return { ...all, short: endsBefore || lacks !== null, lacks };
}

/** Some piece could not be had for a while, and what came after the moment that was asked for has come back with it. */
const readTwice = (to: string): string => `At first the log seemed to end before ${to}, then it went on after it: a piece of it could not be read for a while. Type the command again.`;

/** What of the log was not gone through by one who took it for ended at `end`. */
export function lackOf({ gap, last }: LogAlong, end: bigint): Lack | null {
  if (last !== null && end <= beginOf(last)) return { reason: 'log-not-followed', detail: last };
  return gap === null ? null : { reason: 'log-gap', detail: gap };
}

function targetOf(to: RestoreTarget, timeline: string): Record<string, string> {
  if (to === 'end') return { recovery_target: 'immediate', recovery_target_timeline: 'current' };
  return { recovery_target_timeline: timeline, ...(to !== 'latest' && { recovery_target_time: asPostgresReads(to) }) };
}

/** To the microsecond, with the zone as a number: as long as PostgreSQL reads its settings it knows no zone by letters, not even Z. */
function asPostgresReads(instant: string): string {
  return Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 6 }).replace('Z', '+00:00');
}
