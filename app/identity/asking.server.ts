import { sql } from 'drizzle-orm';
import type { AppLoadContext } from '@remix-run/node';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { languageOf } from '../i18n/language.server.ts';
import type { MemberRole } from './permissions.ts';
import { sessionOf, type Session } from './sessions.server.ts';
import { mayActBy } from './ways.ts';
import type { Asking, Guardian, Member } from './who.ts';

// Remix gives each loader of a page its own Request, but all of them one context.
const found = new WeakMap<AppLoadContext, Promise<Asking>>();

/** Who is asking. Looked up once a request, however many loaders a page has; rights that ended are gone on the next request. */
export function whoIsAsking(request: Request, context: AppLoadContext): Promise<Asking> {
  let asking = found.get(context);
  if (!asking) found.set(context, (asking = look(request, context)));
  return asking;
}

async function look(request: Request, context: AppLoadContext): Promise<Asking> {
  const session = await sessionOf(request, context);
  if (!session) return { kind: 'nobody' };
  if (session.partnershipId) return guardianOf(request, context, session, session.partnershipId);
  if (session.membershipId) return memberOf(request, context, session, session.membershipId);
  return undecided(session);
}

function undecided(session: Session): Asking {
  return { kind: 'undecided', sessionId: session.id, personId: session.personId };
}

async function memberOf(request: Request, context: AppLoadContext, session: Session, membershipId: string): Promise<Asking> {
  const actor = { kind: 'member', personId: session.personId, membershipId } satisfies Actor;
  const entered = await refusing({ a_member_acts_under_a_current_membership: 'ended' }, () => asActor(context.db, actor, 'who is asking', (tx) =>
    tx.execute<{
      given_name: string; family_name: string; role: MemberRole; organisation_id: string; organisation: string;
      kind: Member['organisation']['kind']; zone: string; partnership_id: string; partnership: string; others: boolean;
    }>(sql`
      select p.given_name, p.family_name, m.role, o.id as organisation_id, o.name as organisation, o.kind, coalesce(o.zone, pa.zone) as zone,
        pa.id as partnership_id, pa.name as partnership,
        exists (select from membership x join reference.role r on r.code = x.role and r.grants_work
          where x.person_id = m.person_id and x.id <> m.id and x.ended_at is null and x.during @> (clock_now() at time zone pa.zone)::date) as others
      from membership m
        join reference.role r on r.code = m.role and r.grants_work
        join person p on p.id = m.person_id
        join partnership pa on pa.id = m.partnership_id
        join organisation o on o.partnership_id = m.partnership_id and o.id = m.organisation_id
      where m.id = ctx_membership()`)));
  const row = entered.ok ? entered.value[0] : undefined;
  if (!row || !mayActBy(session.way, row.role)) return undecided(session);
  return {
    kind: 'member',
    sessionId: session.id,
    actor,
    role: row.role,
    person: { id: session.personId, givenName: row.given_name, familyName: row.family_name },
    membership: { id: membershipId },
    organisation: { id: row.organisation_id, name: row.organisation, kind: row.kind },
    partnership: { id: row.partnership_id, name: row.partnership },
    language: languageOf(request, context.config),
    zone: row.zone,
    hasOtherMemberships: row.others,
  };
}

async function guardianOf(request: Request, context: AppLoadContext, session: Session, partnershipId: string): Promise<Asking> {
  const actor = { kind: 'guardian', personId: session.personId, partnershipId } satisfies Actor;
  const entered = await refusing({ a_guardian_acts_while_confirmed: 'ended' }, () => asActor(context.db, actor, 'who is asking', (tx) =>
    tx.execute<{ given_name: string; family_name: string; partnership: string; zone: string }>(sql`
      select p.given_name, p.family_name, pa.name as partnership, pa.zone from person p, partnership pa where p.id = ctx_person() and pa.id = ctx_partnership()`)));
  const row = entered.ok ? entered.value[0] : undefined;
  if (!row) return { kind: 'ended' };
  return {
    kind: 'guardian',
    sessionId: session.id,
    actor,
    role: 'guardian',
    person: { id: session.personId, givenName: row.given_name, familyName: row.family_name },
    partnership: { id: partnershipId, name: row.partnership },
    language: languageOf(request, context.config),
    zone: row.zone,
  } satisfies Guardian;
}
