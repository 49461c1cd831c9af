import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { removeAway } from '../interpreters/keep-interpreter.server.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  const id = idParam(params, 'interpreterId');
  const removed = await asActor(context.db, who.actor, 'interpreter.change', (tx) => removeAway(tx, id, idParam(params, 'awayId')));
  if (!removed) throw notFound();
  return redirect(`/interpreters/${id}/away?removed`);
}
