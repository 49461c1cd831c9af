import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { PgBoss } from 'pg-boss';
import postgres from 'postgres';
import { queues } from './queues.server.ts';

export type LoginRole = 'hallway_app' | 'hallway_auth' | 'hallway_sealer';

const folder = new URL('./migrations/', import.meta.url);

/**
 * Brings the database to today's shape, as its owner, under a lock that makes a second runner wait.
 * Each file runs once, in a transaction of its own; a file that changed after it was applied stops the run.
 *
 * @param ownerUrl address of the database as its owner, who may create roles
 * @param options.passwords set anew on every run, so that only this installation's secrets open the login roles
 * @returns the names of the files applied now
 */
export async function migrate(
  ownerUrl: string,
  options: { passwords: Record<LoginRole, string>; onStep?: (name: string) => void },
): Promise<{ applied: string[] }> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(hashtextextended('hallway migrations', 0))`;
    await sql`create schema if not exists upkeep`;
    await sql`create table if not exists upkeep.migration (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`;
    const done = new Map(
      (await sql<{ name: string; sha256: string }[]>`select name, sha256 from upkeep.migration`).map((row) => [row.name, row.sha256]),
    );
    const applied: string[] = [];
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const text = await readFile(new URL(name, folder), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = done.get(name);
      if (before === sha256) continue;
      if (before !== undefined) throw new Error(`Migration ${name} was changed after it was applied; write a new one instead.`);
      options.onStep?.(name);
      await sql.begin(async (tx) => {
        await tx.unsafe(text);
        await tx`insert into upkeep.migration (name, sha256) values (${name}, ${sha256})`;
      });
      applied.push(name);
    }
    for (const [role, password] of Object.entries(options.passwords)) {
      if (!/^[\w-]{16,}$/.test(password)) throw new Error('A password of a login role is too short or holds signs that need quoting.');
      await sql.unsafe(`alter role ${role} password '${password}'`);
    }
    await beginEraAfterMove(sql);
    await installJobs(ownerUrl, sql);
    return { applied };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * When the data was brought back (a dump in another cluster or database, or over the tables of this one; a backup, which goes on in another timeline),
 * transaction numbers begin anew or are used again, and would lie below what is sealed; and messages went out that it does not know: a new era begins.
 */
async function beginEraAfterMove(sql: postgres.Sql): Promise<void> {
  await sql`update public.installation i set
      era = i.era + case when i.system_identifier <> c.identifier or i.timeline <> c.timeline or i.database_oid <> c.database_oid or i.table_oid <> c.table_oid then 1 else 0 end,
      system_identifier = c.identifier, timeline = c.timeline, database_oid = c.database_oid, table_oid = c.table_oid
    from (select system_identifier::text as identifier, ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int as timeline,
      (select d.oid::bigint from pg_database d where d.datname = current_database()) as database_oid, 'public.installation'::regclass::oid::bigint as table_oid from pg_control_system()) c
    where (i.system_identifier, i.timeline, i.database_oid, i.table_oid) is distinct from (c.identifier, c.timeline, c.database_oid, c.table_oid)`;
}

/** pg-boss's own schema, made by the owner; the app may use it and change nothing of its shape. */
async function installJobs(ownerUrl: string, sql: postgres.Sql): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: 'jobs', max: 1, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  for (const { name, ...options } of queues) {
    if (await boss.getQueue(name)) await boss.updateQueue(name, options);
    else await boss.createQueue(name, options);
  }
  await boss.stop({ graceful: false });
  await sql`grant usage on schema jobs to hallway_app`;
  await sql`grant select, insert, update, delete on all tables in schema jobs to hallway_app`;
  await sql`grant execute on all functions in schema jobs to hallway_app`;
}
