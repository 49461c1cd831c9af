import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { revokeKiosk } from '../visits/kiosks.server.ts';

/** A tablet is no kiosk any more, from its next tap on. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'kiosk.pair');
  const kioskId = z.uuid().safeParse(params['kioskId']);
  if (!kioskId.success) throw notFound();
  const revoked = await asActor(context.db, who.actor, 'kiosk.revoke', (tx) => revokeKiosk(tx, kioskId.data));
  if (!revoked.ok) throw notFound();
  return redirect('/kiosks');
}
