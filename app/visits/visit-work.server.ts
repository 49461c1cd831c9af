import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { WorkerContext } from '../http/load-context.ts';
import { endPresence } from './end-presence.server.ts';
import { prepareVisits } from './prepare-visits.server.ts';
import { putOutEnded } from './put-out.server.ts';
import { reconcilePartnership } from './reconcile-visits.server.ts';
import { roomService } from './room-service.server.ts';

const everySeconds = 10;

/**
 * The background work of visits: every ten seconds, for each partnership, codes and links of coming visits, then the running ones: who may
 * not be there any more is put out, a visit whose therapist its agency has let go ends, and the rest is held against the video server. A round that fails is logged and the next one is tried; a round never overlaps the one before.
 */
export async function startVisitWork(context: WorkerContext): Promise<void> {
  const { db, config, log, stopping } = context;
  const rooms = config.video ? roomService(config.video) : null;
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    const partnerships = await db.execute<{ id: string }>(sql`select gate.partnerships_with_work() as id`);
    for (const { id } of partnerships) {
      if (stopping.aborted) return;
      await asActor(db, { kind: 'job', partnershipId: id }, 'visit.prepare', (tx) => prepareVisits(tx, config));
      await putOutEnded(db, id, rooms);
      await endPresence(context, { id });
      await reconcilePartnership(db, id, rooms, Date.now);
    }
  };
  const next = (): void => {
    if (stopping.aborted) return;
    timer = setTimeout(() => {
      void round()
        .catch((error: unknown) => log.surprise('visit-work-failed', error, { part: 'video' }))
        .finally(next);
    }, everySeconds * 1000);
    timer.unref();
  };
  stopping.addEventListener('abort', () => clearTimeout(timer));
  next();
}
