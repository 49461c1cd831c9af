import postgres from 'postgres';
import { connect, type Database } from '../db/connect.server.ts';
import { migrate } from '../db/migrate.server.ts';
import { projectRoot } from '../local/installation.ts';
import { reservePort } from '../local/ports.ts';
import { readyCluster, startCluster, stopCluster } from '../local/postgres/cluster.ts';
import { findPrograms } from '../local/postgres/programs.ts';
import { databaseUser } from '../local/postgres/system-user.ts';
import { temporaryFolder } from '../local/proof/temporary-folder.ts';

/** A migrated database that nobody else has, on a PostgreSQL of its own. */
export type BenchDatabase = { readonly app: Database; readonly owner: postgres.Sql; readonly moveClockTo: (instant: string) => Promise<void> };

/** Starts a PostgreSQL (in memory where the system has such a place, without fsync), does the work, and ends all that it started. */
export async function withBenchDatabase<T>(work: (t: BenchDatabase) => Promise<T>, connections = 4): Promise<T> {
  const passwords = { postgres: 'only-for-the-bench-a', hallway_owner: 'only-for-the-bench-b', hallway_app: 'only-for-the-bench-c', hallway_auth: 'only-for-the-bench-d', hallway_sealer: 'only-for-the-bench-e' };
  const temporary = await temporaryFolder('bench');
  const user = databaseUser();
  const cluster = { programs: findPrograms(projectRoot, temporary.path, user), user, folder: temporary.path, superPassword: passwords.postgres, durable: false } as const;
  await readyCluster(cluster);
  const reserved = await reservePort(54_600, 'tcp');
  await reserved.release();
  const part = await startCluster(cluster, reserved.port);
  const url = (role: keyof typeof passwords, name: string) => `postgres://${role}:${passwords[role]}@127.0.0.1:${reserved.port}/${name}`;
  const ended: (() => Promise<unknown>)[] = [];
  try {
    const admin = postgres(url('postgres', 'postgres'), { max: 1, onnotice: () => undefined });
    await admin.unsafe(`create role hallway_owner login createrole password '${passwords.hallway_owner}'`);
    await admin.unsafe('create database hallway owner hallway_owner');
    await admin.end();
    await migrate(url('hallway_owner', 'hallway'), { passwords: { hallway_app: passwords.hallway_app, hallway_auth: passwords.hallway_auth, hallway_sealer: passwords.hallway_sealer } });
    const app = connect(url('hallway_app', 'hallway'), { max: connections });
    const owner = postgres(url('hallway_owner', 'hallway'), { max: 2, onnotice: () => undefined });
    ended.push(() => app.close(), () => owner.end());
    await owner`update installation set kind = 'test'`;
    return await work({ app, owner, moveClockTo: async (instant) => void (await owner`call upkeep.set_clock(${instant}::timestamptz - now())`) });
  } finally {
    for (const end of ended) await end();
    await stopCluster(part);
    temporary.remove();
  }
}
