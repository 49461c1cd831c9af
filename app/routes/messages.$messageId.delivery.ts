import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { isOnItsWay, sendAgain } from '../messages/undelivered.server.ts';

/** A message that was given up is sent again. Pressed twice, the second finds it on its way already and says so too. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'message.send-again');
  const id = idParam(params, 'messageId');
  const known = await asActor(context.db, who.actor, 'message.send-again', async (tx) => (await sendAgain(tx, id)) || (await isOnItsWay(tx, id)));
  if (!known) throw notFound();
  return redirect('/messages?sent');
}
