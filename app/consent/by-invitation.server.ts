import type { AppLoadContext } from '@remix-run/node';
import type { Tx } from '../../db/connect.server.ts';
import { countTry } from '../identity/tries.server.ts';
import type { Invitation } from './invitation.server.ts';
import type { ShownProblem } from './link-problem.ts';
import { asInvited } from './open-invitation.server.ts';

/**
 * What every page under an invitation's address begins with: the holder's try is counted, the link is opened, and `work` runs as the guardian.
 * A limit that others have used up keeps nobody from a link that works. One that does not open throws the answer that the pages' boundary draws as help for just that case.
 */
export async function byInvitation<T>(context: AppLoadContext, token: string | undefined, purpose: string, work: (tx: Tx, invitation: Invitation) => Promise<T>): Promise<T> {
  const within = await countTry(context, 'open-from', context.clientAddress);
  const opened = await asInvited(context.db, token ?? '', purpose, work);
  if (!opened.ok && !within) throw dead('too-many-tries', 429);
  if (!opened.ok) throw dead(opened.reason, opened.reason === 'unknown' ? 404 : 410);
  return opened.value;
}

function dead(linkProblem: ShownProblem, status: number): Response {
  return Response.json({ linkProblem }, { status });
}
