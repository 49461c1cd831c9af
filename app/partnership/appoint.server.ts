import { sql } from 'drizzle-orm';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { whoCanSignIn } from '../identity/account.server.ts';
import { inviteMember } from '../identity/invite-member.server.ts';
import type { Member } from '../identity/who.ts';
import { rolesAt, type Appointing, type AppointingTherapist } from './appoint-form.ts';
import { appointStaff, type Appointment } from './appoint-staff.server.ts';
import { knowsPerson, organisationsOf } from './staff.server.ts';

type AppointContext = Pick<HallwayContext, 'db' | 'authDb' | 'config'>;
type Who = Pick<Member, 'actor' | 'zone' | 'organisation'>;

const refusals = { one_membership_at_a_time: 'already', a_person_elsewhere_is_invited: 'elsewhere', a_demo_holds_only_made_up_people: 'not-made-up', one_engagement_at_a_time: 'engaged' } as const;

export type AppointOutcome = 'appointed' | 'not-found' | 'role-not-there' | 'over-already' | 'address-of-another' | (typeof refusals)[keyof typeof refusals];

/**
 * Gives somebody a role as the form asks, from today on, and invites whoever has no way in yet. Refused: an organisation or person that the acting one
 * does not see (`not-found`), a role that such an organisation does not give, a last day that is over, and what the database refuses.
 */
export function appoint(context: AppointContext, who: Who, { personId, givenName = '', familyName = '', email = '', organisationId, role, madeUp = false, lastDay }: Appointing): Promise<AppointOutcome> {
  return within(context, who, async (tx) => {
    const organisation = (await organisationsOf(tx)).find((known) => known.id === organisationId);
    if (!organisation || (personId && !(await knowsPerson(tx, personId)))) return 'not-found';
    if (!(rolesAt[organisation.kind] as readonly string[]).includes(role)) return 'role-not-there';
    return { who: personId ? { personId } : { givenName, familyName, email, madeUp }, organisationId, role, lastDay: lastDay ?? null };
  });
}

/**
 * An agency's administrator brings a therapist in: a role and an engagement at their own agency. Whoever works for the partnership already is found by
 * their address, so that one person stays one person; `address-of-another` when it belongs to somebody of another name.
 */
export function appointTherapist(context: AppointContext, who: Who, { givenName, familyName, email, madeUp = false, lastDay }: AppointingTherapist): Promise<AppointOutcome> {
  return within(context, who, async (tx) => {
    const known = await whoHasAddress(tx, email);
    if (known.some((one) => one.familyName.toLowerCase() !== familyName.toLowerCase()) || known.length > 1) return 'address-of-another';
    return { who: known[0] ? { personId: known[0].personId } : { givenName, familyName, email, madeUp }, organisationId: who.organisation.id, role: 'therapist', lastDay: lastDay ?? null };
  });
}

type Wanted = Omit<Appointment, 'from'>;

async function within(context: AppointContext, who: Who, read: (tx: Tx) => Promise<Wanted | AppointOutcome>): Promise<AppointOutcome> {
  const done = await refusing(refusals, () => asActor(context.db, who.actor, 'staff.change', async (tx) => {
    const wanted = await read(tx);
    if (typeof wanted === 'string') return wanted;
    const from = (await nowOf(tx)).toZonedDateTimeISO(who.zone).toPlainDate().toString();
    if (wanted.lastDay && wanted.lastDay < from) return 'over-already' as const;
    const { personId, membershipId } = await appointStaff(tx, { ...wanted, from });
    if ((await whoCanSignIn(context.authDb, context.config, [personId])).size === 0) await inviteMember(tx, context.config, membershipId);
    return 'appointed' as const;
  }));
  return done.ok ? done.value : done.reason;
}

/** Who works for the partnership, or did, under this address. */
async function whoHasAddress(tx: Tx, email: string): Promise<{ personId: string; familyName: string }[]> {
  return [...await tx.execute<{ personId: string; familyName: string }>(sql`
    select p.id "personId", p.family_name "familyName" from person p
    where lower(p.email) = lower(${email}) and exists (select from membership m where m.partnership_id = ctx_partnership() and m.person_id = p.id) limit 2`)];
}
