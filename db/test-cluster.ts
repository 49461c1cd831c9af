import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { projectRoot } from '../local/installation.ts';
import { reservePort } from '../local/ports.ts';
import { readyCluster, startCluster, stopCluster } from '../local/postgres/cluster.ts';
import { findPrograms } from '../local/postgres/programs.ts';
import { databaseUser } from '../local/postgres/system-user.ts';
import { temporaryFolder } from '../local/proof/temporary-folder.ts';
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
  const password = (name: string) => `only-for-tests-${name.replace('_', '-')}`;
  const passwords = {
    postgres: password('postgres'),
    hallway_owner: password('hallway_owner'),
    hallway_app: password('hallway_app'),
    hallway_auth: password('hallway_auth'),
    hallway_sealer: password('hallway_sealer'),
  };
  const temporary = await temporaryFolder('database');
  const user = databaseUser();
  const cluster = { programs: findPrograms(projectRoot, temporary.path, user), user, folder: temporary.path, superPassword: passwords.postgres, durable: false } as const;
  await readyCluster(cluster);
  const reserved = await reservePort(54_400, 'tcp');
  await reserved.release();
  const part = await startCluster(cluster, reserved.port);
  const stop = async () => {
    await stopCluster(part);
    temporary.remove();
  };
  try {
    await makeTemplate(reserved.port, passwords);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('cluster', { port: reserved.port, passwords });
  return stop;
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
