import { redirect, type AppLoadContext } from '@remix-run/node';
import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireFresh } from './require-fresh.server.ts';
import { signInPath } from './require-member.server.ts';
import { sessionOf, type Session } from './sessions.server.ts';

/** Somebody at their own ways in: their session, and themselves as they may see it. */
export type OwnSession = { session: Session; person: { personId: string; givenName: string; familyName: string; email: string } };

/**
 * Who asks for a page about their own ways in; also while no membership is chosen, so that an administrator who came by a password can set up a
 * passkey. Nobody: to the sign-in page. A guardian has no ways in of their own but mailed links: 404.
 */
export async function requireOwnSession(request: Request, context: AppLoadContext): Promise<OwnSession> {
  const session = await sessionOf(request, context);
  if (!session) throw redirect(signInPath(request));
  if (session.partnershipId) throw notFound();
  const [person] = await asActor(context.db, { kind: 'person', personId: session.personId }, 'own sign-in', (tx) => tx.execute<OwnSession['person']>(sql`
    select id as "personId", given_name as "givenName", family_name as "familyName", coalesce(email, '') as email from person where id = ctx_person()`));
  if (!person) throw notFound();
  return { session, person };
}

/** The same, of somebody who has just shown that it is they (check 13): a page asks first; a form without anything typed is led there and back. */
export async function requireOwnFreshSession(request: Request, context: AppLoadContext): Promise<OwnSession> {
  const own = await requireOwnSession(request, context);
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) throw redirect(`/step-up?${new URLSearchParams({ to: '/me/sign-in' })}`);
  return own;
}
