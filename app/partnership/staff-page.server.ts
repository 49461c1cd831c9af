import { asActor } from '../../db/as-actor.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { whoCanSignIn } from '../identity/account.server.ts';
import { invitationsTo, type Invitation } from '../identity/invite-member.server.ts';
import type { Config } from '../http/config.server.ts';
import { openTyped, sealTyped } from '../sealed/typed-names.server.ts';
import type { Member } from '../identity/who.ts';
import { staffOf, type StaffAsked, type StaffMember } from './staff.server.ts';

/** Somebody in the list of people: whether they can sign in, or were invited to. */
export type ListedMember = Omit<StaffMember, 'personId'> & { canSignIn: boolean; invitation: Invitation | null };

/** What a form that led back to a page of people has done, or did not do. */
export const dones = ['ended', 'invited', 'withdrawn', 'no-address', 'can-sign-in', 'confirmed', 'declined', 'address', 'last-administrator', 'nobody-else-signs-in'] as const;
export type StaffDone = (typeof dones)[number];

/** What the address of a page of people asks for, and what its last form has done. A name stands in it sealed alone. */
export function askedOf(config: Pick<Config, 'sessionSecret'>, request: Request): { asked: { name: string; past: boolean }; done: StaffDone | null } {
  const { searchParams } = new URL(request.url);
  return { asked: { name: (openTyped(config, searchParams.get('asked'))['name'] ?? '').slice(0, 80), past: searchParams.has('past') }, done: dones.find((done) => searchParams.has(done)) ?? null };
}

/** The address of a page of people as a form asks for them. */
export function staffSearchPath(config: Pick<Config, 'sessionSecret'>, at: '/staff' | '/therapists', form: FormData): string {
  const name = form.get('q');
  const wanted = Object.entries({ asked: sealTyped(config, { name: typeof name === 'string' ? name : '' }), past: form.has('past') ? 'yes' : '' }).filter(([, value]) => value !== '');
  return wanted.length === 0 ? at : `${at}?${new URLSearchParams(wanted)}`;
}

/** The people of the acting partnership, or the therapists of one agency, with how each signs in. */
export async function listStaff(context: Pick<HallwayContext, 'db' | 'authDb' | 'config'>, who: Pick<Member, 'actor'>, asked: StaffAsked): Promise<ListedMember[]> {
  const { staff, invitations } = await asActor(context.db, who.actor, 'staff.read', async (tx) => ({ staff: await staffOf(tx, asked), invitations: await invitationsTo(tx) }));
  const canSignIn = await whoCanSignIn(context.authDb, context.config, staff.map(({ personId }) => personId));
  return staff.map(({ personId, ...member }) => ({ ...member, canSignIn: canSignIn.has(personId), invitation: invitations.get(member.membershipId) ?? null }));
}
