import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type AppLoadContext } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireFresh } from '../identity/require-fresh.server.ts';
import type { Member } from '../identity/who.ts';
import { addressForm } from './address-form.ts';
import { addresseeOf, keepAddress } from './keep-address.server.ts';

type Params = Readonly<Record<string, string | undefined>>;

/** Whose address a page changes; it asks once more who sits there. A role that is not the acting one's to look after is unknown. */
export async function addressToChange(request: Request, context: AppLoadContext, who: Member, params: Params) {
  const found = await asActor(context.db, who.actor, 'staff.read', (tx) => addresseeOf(tx, idParam(params, 'membershipId')));
  if (!found) throw notFound();
  await requireFresh(request, context);
  return { name: found.name, email: found.email, organisation: found.organisation };
}

/** Keeps it, and leads back to the list; or the form as it was typed, with why not. */
export async function changeAddress(request: Request, context: AppLoadContext, who: Member, params: Params, at: '/staff' | '/therapists') {
  const membershipId = idParam(params, 'membershipId');
  if (!(await asActor(context.db, who.actor, 'staff.read', (tx) => addresseeOf(tx, membershipId)))) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: addressForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: 400 });
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) return data({ result: submission.reply(), refused: fresh.reason }, { status: 409 });
  const kept = await keepAddress(context.db, who.actor, membershipId, submission.value.email);
  if (!kept.ok && kept.reason === 'not-found') throw notFound();
  if (!kept.ok && kept.reason === 'address-taken') return data({ result: submission.reply({ fieldErrors: { email: ['addressTaken'] } }), refused: null }, { status: 409 });
  if (!kept.ok) return data({ result: submission.reply(), refused: kept.reason }, { status: 409 });
  return redirect(`${at}?address`);
}
