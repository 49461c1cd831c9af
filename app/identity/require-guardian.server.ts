import { redirect, type AppLoadContext } from '@remix-run/node';
import { notFound } from '../http/respond.server.ts';
import { whoIsAsking } from './asking.server.ts';
import { can, type Action } from './permissions.ts';
import { signInPath } from './require-member.server.ts';
import type { Guardian } from './who.ts';

/**
 * The guardian who asks, signed in by a mailed link. Nobody, or a guardian whose confirmed guardianship has ended: to the sign-in page.
 * A member: 404; they have pages of their own.
 *
 * The pages of an invitation and of a visit link do not come here: they act as the link's holder (`asActor` with kind `link`).
 */
export async function requireGuardian(request: Request, context: AppLoadContext, action: Action): Promise<Guardian> {
  const asking = await whoIsAsking(request, context);
  if (asking.kind === 'nobody' || asking.kind === 'ended') throw redirect(signInPath(request));
  if (asking.kind !== 'guardian' || !can('guardian', action)) {
    context.log.warn('not-allowed', { requestId: context.requestId, action, ...(asking.kind === 'member' && { role: asking.role }) });
    throw notFound();
  }
  return asking;
}
