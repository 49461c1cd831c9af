import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { wayBack } from '../http/way-back.ts';
import { demoPerson } from '../identity/demo-people.server.ts';
import { runningDemo } from '../identity/demo.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { isSharedDevice } from '../identity/shared-device.tsx';

const click = z.union([z.object({ membershipId: z.uuid() }), z.object({ guardianId: z.uuid() })]);

/** One click signs in as one of the demo's people. Where there is no demo, there is no such page. */
export async function action({ request, context }: ActionFunctionArgs) {
  const demo = await runningDemo(context);
  const form = await request.formData();
  const clicked = click.safeParse(Object.fromEntries(form));
  if (!demo || !clicked.success) throw notFound();
  const person = await demoPerson(context.db, demo, clicked.data);
  if (!person) throw notFound();
  const under = 'membershipId' in clicked.data ? { membershipId: clicked.data.membershipId } : { partnershipId: demo.partnershipId };
  const headers = await beginSession(request, context, { personId: person.personId, way: 'demo', sharedDevice: isSharedDevice(form), ...under });
  return redirect(wayBack(form.get('to')), { headers });
}

export function loader() {
  return redirect('/sign-in');
}
