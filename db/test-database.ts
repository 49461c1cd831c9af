import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from './connect.server.ts';

export interface TestDatabase {
  /** As the web process, `hallway_app`. */
  app: Database;
  /** As the owner; the clock and what only the launcher may do. */
  owner: postgres.Sql;
  url(role: 'hallway_app' | 'hallway_auth' | 'hallway_sealer' | 'hallway_owner' | 'postgres'): string;
  /** Moves the clock so that clock_now() is about this instant (ISO 8601). */
  moveClockTo(instant: string): Promise<void>;
}

/** Clones the migrated template for this test file, as a test database; it is dropped when the file is done. Call at the top of a file and await. */
export async function testDatabase(): Promise<TestDatabase> {
  const { port, passwords } = inject('cluster');
  const name = `hallway_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(`postgres://postgres:${passwords.postgres}@127.0.0.1:${port}/postgres`, { max: 1, onnotice: () => undefined });
  await admin`select pg_advisory_lock(1)`;
  await admin.unsafe(`create database ${name} template hallway_template owner hallway_owner strategy file_copy`);
  await admin`select pg_advisory_unlock(1)`;
  // Settings of a role in a database are not copied with the template.
  await admin.unsafe(`revoke temporary on database ${name} from public`);
  const url: TestDatabase['url'] = (role) => `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${name}`;
  const app = connect(url('hallway_app'), { max: 20 });
  const owner = postgres(url('hallway_owner'), { max: 2, onnotice: () => undefined });
  await owner`update installation set kind = 'test'`;
  afterAll(async () => {
    await app.close();
    await owner.end();
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });
  return {
    app,
    owner,
    url,
    moveClockTo: async (instant) => {
      await owner`call upkeep.set_clock(${instant}::timestamptz - now())`;
    },
  };
}
