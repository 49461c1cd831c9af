import { startSealing } from './audit/start-sealing.server.ts';
import type { WorkerContext } from './http/load-context.ts';
import { startRecoveryRequests } from './identity/recovery-requests.server.ts';
import { startSignInLinks } from './identity/send-sign-in-link.server.ts';
import { startEndingOffers } from './matching/end-offer.server.ts';
import { startForgettingAnswers } from './messages/forget-answers.server.ts';
import { startDelivering } from './messages/start-delivering.server.ts';
import { startRosterUploads } from './roster/bring-in.server.ts';
import { startExpiringConsents } from './scheduling/expire-consents.server.ts';
import { startPruningChanges } from './scheduling/prune-changes.server.ts';
import { startMakingSchoolKeys } from './sealed/make-school-keys.server.ts';
import { startReadingCalendars } from './therapist-time/read-outside-calendars.server.ts';
import { startTidyingHolds } from './scheduling/tidy-holds.server.ts';
import { startVisitWork } from './visits/visit-work.server.ts';

/** Begins one kind of background work: registers a queue's worker, or a loop that ends with `stopping`. Returns once it runs. */
type StartWorker = (context: WorkerContext) => Promise<void>;

/** All background work of the serving process, one line a kind. */
const workers: readonly StartWorker[] = [startSealing, startDelivering, startSignInLinks, startRecoveryRequests, startTidyingHolds, startPruningChanges, startEndingOffers, startExpiringConsents, startForgettingAnswers, startVisitWork, startRosterUploads, startMakingSchoolKeys, startReadingCalendars];

/** Begins all background work, once, after the queue has started. One kind that does not start keeps none of the others from it. */
export async function startWorkers(context: WorkerContext): Promise<void> {
  for (const start of workers) await start(context).catch((error: unknown) => context.log.surprise('worker-not-started', error, { job: start.name }));
}
