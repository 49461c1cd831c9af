import type { AppLoadContext } from '@remix-run/node';
import type { StillAllowed } from '../http/event-stream.server.ts';
import { whoIsAsking } from './asking.server.ts';
import { can, type Action } from './permissions.ts';
import { onRightsChange } from './session-changes.server.ts';
import { contextOfSession } from './sessions.server.ts';
import type { Member } from './who.ts';

/**
 * For a member's event stream: whether they still are who they were when it opened. Ends with the session (signed off here or from elsewhere, idle),
 * with the membership, with the choice of another one, and with the role's right; what a record allows, the stream's own reading asks the database.
 */
export function stillAllowed(request: Request, context: AppLoadContext, who: Member, action: Action): StillAllowed {
  return {
    onChange: onRightsChange,
    ask: async () => {
      // A context of its own: what was found for the first request is asked again. A page that only listens does not use its session.
      const now = await whoIsAsking(request, contextOfSession(context, who.sessionId));
      return now.kind === 'member' && now.sessionId === who.sessionId && now.membership.id === who.membership.id && can(now.role, action);
    },
  };
}
