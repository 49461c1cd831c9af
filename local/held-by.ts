import { existsSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import type { Installation } from './installation.ts';
import { projectRoot } from './installation.ts';
import type { Held } from './leave-demo.ts';
import { archiverFor } from './postgres/archiver.ts';
import { readyCluster, startCluster, stopCluster } from './postgres/cluster.ts';
import { clusterUrl } from './postgres/owner-database.ts';
import { findPrograms } from './postgres/programs.ts';
import { reservePort } from './ports.ts';

/** No such database; no such schema or table: nothing of ours was ever there. */
const neverOurs = new Set(['3D000', '3F000', '42P01']);

/** Whether the database at this address is empty, a demo, or somebody's. Asked as its owner (or above); nothing is changed. */
export async function heldBy(ownerUrl: string): Promise<Held> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const [row] = await sql<{ kind: string; empty: boolean }[]>`
      select kind, not exists (select from public.person) and not exists (select from public.partnership) as empty from public.installation`;
    if (row?.kind === 'demo') return 'demo';
    return row === undefined || row.empty ? 'empty' : 'real';
  } catch (error) {
    if (neverOurs.has((error as { code?: string }).code ?? '')) return 'empty';
    throw error;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** As `heldBy`, of the data folder's own database, which is started for as long as it takes. */
export async function heldInFolder({ folder, user, secrets }: Pick<Installation, 'folder' | 'user' | 'secrets'>): Promise<Held> {
  if (!existsSync(path.join(folder, 'postgres'))) return 'absent';
  const cluster = { programs: findPrograms(projectRoot, folder, user), user, folder, superPassword: secrets.postgresPassword, durable: true, settings: archiverFor(folder, user).settings } as const;
  await readyCluster(cluster);
  const reserved = await reservePort(54_320, 'tcp');
  await reserved.release();
  const part = await startCluster(cluster, reserved.port);
  try {
    return await heldBy(clusterUrl('postgres', secrets.postgresPassword, reserved.port, 'hallway'));
  } finally {
    await stopCluster(part);
  }
}
