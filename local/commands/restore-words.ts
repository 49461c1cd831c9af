import type { RestoreTarget } from '../backup/follow-log.ts';
import type { RestoreOutcome } from '../backup/restore.ts';

const howFar = (until: string | null): string => (until === null ? 'Nothing of it that was written after the backup can be reached.' : `It leads up to ${until}.`);

/** That less came back than was asked for: how far it goes, and what to do if there should be more. */
export function shortWords(to: RestoreTarget, until: string | null): string {
  return `
  ATTENTION: ${to === 'latest' ? 'the end of the log' : to} was not reached, as the log that can be read here ends before.
  ${until === null ? 'NOTHING that was written after the backup has come back' : `What was written after ${until} has NOT come back`}; should nothing have been written from then on, all is here.
  If something was, look for a copy of the backups with a longer log (the folder wal) before you start, and type this again with --from the path of the backup in it.

`;
}

/** Why nothing was brought back, and what to do. */
export function refusal(outcome: Extract<RestoreOutcome, { ok: false }>): string {
  const { detail } = outcome;
  switch (outcome.reason) {
    case 'damaged':
      return `This backup is damaged: ${detail} is not what was backed up. Nothing was changed; take another.`;
    case 'other-key':
      return `This backup opens with version ${detail} of the installation's key, and ${process.env['HALLWAY_KEY'] ? 'HALLWAY_KEY is not that' : 'secrets.json does not hold that'}. Put back the one that belongs to it. Nothing was changed.`;
    case 'too-early':
      return `This backup was finished at ${detail}, and can bring back no earlier moment. Nothing was changed; take an older one.`;
    case 'log-missing':
      return `The log that this backup cannot do without is not here (piece ${detail}). Copy the folder wal that lies beside the backup as well. Nothing was changed.`;
    case 'log-gap':
      return `The log has a gap: piece ${detail} is not here, though the log goes on after it. ${howFar(outcome.until)} Nothing was changed. Look for wal/${detail}.gz in another copy of the backups and lay it beside the others; or take a newer backup. With --as-far-as-it-goes all that leads up to the gap comes back; without --to, what the backup alone holds.`;
    case 'log-not-followed':
      return `PostgreSQL took the log for ended, though there is more of it: it did not go through piece ${detail}. ${howFar(outcome.until)} Nothing was changed. Type the command again; if it says the same, that piece or the one before it is damaged: look for it in another copy of the backups. With --as-far-as-it-goes all that can be read comes back.`;
    case 'unknown-timeline':
      return `There is no timeline ${detail} in the log. Nothing was changed; "npm run restore" lists those that were in use.`;
    case 'not-of-backup':
      return `This backup does not lie on timeline ${detail}, which was in use at that moment (or was named): it was made on another, or after that one had gone its own way. Nothing was changed. Take another backup, or name the timeline of this one with --timeline.`;
    case 'no-room':
      return `There is not enough room on the disk: it is copied beside what is there now, and needs ${detail}. Nothing was changed.`;
    case 'not-recovered':
      return `PostgreSQL could not bring it back. Nothing was changed. Its last words:\n${detail}`;
  }
}
