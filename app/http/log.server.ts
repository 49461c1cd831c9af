import pino from 'pino';
import { describeSurprise } from './surprise.ts';

/**
 * The only words a log line may carry besides an event's name. Nothing here can name a person: no URL, no id of a record, no address,
 * no message of an error (a database driver puts the values of a query into it).
 */
export type LogFields = Partial<{
  requestId: string;
  /** The route's id in `app/routes.ts`, never the URL that was asked for: links carry tokens. */
  route: string;
  method: string;
  status: number;
  durationMs: number;
  /** A refusal's reason or a gate's verdict, from the code's own fixed list. */
  reason: string;
  role: string;
  action: string;
  job: string;
  attempt: number;
  count: number;
  /** Which rule of the content security policy a browser enforced. */
  directive: string;
  part: 'database' | 'video' | 'mail' | 'jobs';
  port: number;
}>;

const allowed: readonly (keyof LogFields)[] = [
  'requestId', 'route', 'method', 'status', 'durationMs', 'reason', 'role', 'action', 'job', 'attempt', 'count', 'directive', 'part', 'port',
];

/** A structured log without personal data: an event's fixed name, fields from an allow-list, and a surprise without its message. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** Something nobody expected. Of the error only its class, codes and stack frames are written. */
  surprise(event: string, error: unknown, fields?: LogFields): void;
}

/** Writes JSON lines in UTC to `write` (standard output when not given). Fields outside the allow-list are dropped, also when types were cheated. */
export function makeLog(level: string, { dev = false, write }: { dev?: boolean; write?: (line: string) => void } = {}): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const out = write ? pino(options, { write }) : pino(options);
  return {
    info: (event, fields) => out.info({ event, ...only(fields) }),
    warn: (event, fields) => out.warn({ event, ...only(fields) }),
    surprise: (event, error, fields) => out.error({ event, ...only(fields), surprise: describeSurprise(error, dev) }),
  };
}

function only(fields: LogFields = {}): LogFields {
  return Object.fromEntries(allowed.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
}
