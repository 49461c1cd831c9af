import { randomUUID } from 'node:crypto';
import postgres from 'postgres';

/** How a run ended: with so many bytes, or not, for a coded reason. */
export type RunEnd = Readonly<{ bytes: number } | { failed: string }>;

const keptDays = 400;

/** Writes a run down where the portal's administrators see it, as the owner. Times are real ones. */
export async function recordRun(ownerUrl: string, startedAt: Date, end: RunEnd): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const [bytes, failed] = 'bytes' in end ? [end.bytes, null] : [null, end.failed];
    await sql`insert into backup_run (id, started_at, ended_at, bytes, failed) values (${randomUUID()}, ${startedAt.toISOString()}, greatest(now(), ${startedAt.toISOString()}::timestamptz), ${bytes}, ${failed})`;
    await sql`delete from backup_run where ended_at < now() - make_interval(days => ${keptDays})`;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/**
 * Writes down how the copy of a backup went that was tried again: one that is there takes away that it was not, as the backup itself ended when it did; one that
 * fails once more is told once.
 *
 * @param startedAt the backup's, ISO instant
 */
export async function recordLateCopy(ownerUrl: string, startedAt: string, failed: string | null): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    await sql.begin(async (tx) => {
      await tx`delete from backup_run where started_at = ${startedAt}::timestamptz and failed like 'copy-%'`;
      if (failed !== null) await tx`insert into backup_run (id, started_at, ended_at, failed) values (${randomUUID()}, ${startedAt}::timestamptz, greatest(now(), ${startedAt}::timestamptz), ${failed})`;
    });
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** Tells the portal whether Hallway makes the backups, or whoever runs the PostgreSQL. */
export async function sayWhoBacksUp(ownerUrl: string, by: 'hallway' | 'operator'): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    await sql`update installation set backups_by = ${by} where backups_by is distinct from ${by}`;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** A surprise as a coded reason: PostgreSQL's or the system's own code, never a message. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === '57014') return 'log-not-archived';
  if (code === 'ENOSPC') return 'no-room';
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? `failed-${code.toLowerCase().replaceAll(/[^a-z]/g, '-')}` : 'failed';
}
