import { makeBackup, type BackupOrder, type BackupOutcome } from './make-backup.ts';
import { reasonOf, recordRun } from './record-run.ts';

/** Makes a backup and writes down how it went, also when it did not, or was not copied to its second place. Refused because another is being made, nothing is written. */
export async function runBackup(order: BackupOrder): Promise<BackupOutcome> {
  try {
    const outcome = await makeBackup(order);
    if (outcome.ok) await recordRun(order.ownerUrl, order.startedAt, { bytes: outcome.bytes });
    if (outcome.ok && outcome.notCopied !== null) await recordRun(order.ownerUrl, order.startedAt, { failed: outcome.notCopied });
    if (!outcome.ok && outcome.reason === 'no-room') await recordRun(order.ownerUrl, order.startedAt, { failed: outcome.reason });
    return outcome;
  } catch (error) {
    await recordRun(order.ownerUrl, order.startedAt, { failed: reasonOf(error) });
    throw error;
  }
}
