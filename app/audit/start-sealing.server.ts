import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Database } from '../../db/connect.server.ts';
import type { WorkerContext } from '../http/load-context.ts';
import { checkTrail, type TrailCheck } from './check-trail.server.ts';
import { latestCheck, rememberCheck } from './latest-check.server.ts';
import { keepOutside, newestSealOutside } from './newest-seal.server.ts';
import { sealAudit } from './seal-audit.server.ts';
import type { Seal } from './seal.server.ts';

const SEAL_EVERY_MS = 3_000;
const AFTER_TROUBLE_MS = 30_000;
const READ_ALL_EVERY_MS = 30 * 60_000;

type Sealing = Pick<WorkerContext, 'log' | 'stopping'> & { config: Pick<WorkerContext['config'], 'databaseSealerUrl' | 'auditKey' | 'newestSealPath'> };

/**
 * Seals the trail every few seconds for as long as the process lives, keeps the newest seal outside the database, and checks what it sealed: what is new
 * at once, everything at the start and every half hour. Returns as soon as the loop runs; it ends with `stopping`.
 */
export async function startSealing(context: Sealing): Promise<void> {
  const sealer = connect(context.config.databaseSealerUrl, { max: 2 });
  void (async () => {
    while (!context.stopping.aborted) {
      const wait = await sealingRound(sealer, context, Date.now()).then(
        () => SEAL_EVERY_MS,
        (error: unknown) => {
          context.log.surprise('sealing-failed', error, { part: 'database' });
          return AFTER_TROUBLE_MS;
        },
      );
      await pause(wait, undefined, { ref: false, signal: context.stopping }).catch(() => undefined);
    }
    await sealer.close();
  })();
}

let readAllAtMs = 0;

/** One round: seal, check, keep outside. `nowMs` is real time. */
export async function sealingRound(sealer: Database, context: Pick<Sealing, 'log' | 'config'>, nowMs: number): Promise<TrailCheck> {
  const { auditKey, newestSealPath } = context.config;
  await sealAudit(sealer, auditKey);
  const outside = newestSealPath === null ? null : await newestSealOutside(newestSealPath);
  const readAll = nowMs - readAllAtMs >= READ_ALL_EVERY_MS;
  const before = latestCheck()?.check;
  // What was found broken stays so until everything is read again.
  if (before?.broken && !readAll) return before;
  const checked: Seal | null = readAll ? null : (before?.newest ?? null);
  const check = await checkTrail(sealer, auditKey, outside, checked);
  if (readAll) readAllAtMs = nowMs;
  rememberCheck({ ...check, sealedRows: check.sealedRows + (checked === null ? 0 : (before?.sealedRows ?? 0)) }, nowMs);
  if (check.broken !== null) context.log.warn('trail-broken', { reason: check.broken.kind });
  // Never over a seal that the chain does not hold: it is the evidence.
  else if (newestSealPath !== null && check.newest !== null && check.newest.n !== outside?.n) await keepOutside(newestSealPath, check.newest);
  return check;
}
