import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { moveForFamily } from '../family-booking/book-for-family.server.ts';
import { FamilyMovePage } from '../family-booking/family-move-page.tsx';
import { familyMovePage } from '../family-booking/family-pages.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { requireGuardian } from '../identity/require-guardian.server.ts';

export const handle = pageTitle('familyBooking', 'move.title');

const askedForm = z.object({ week: z.iso.date().nullable().catch(null), startMs: z.coerce.number().int().positive().nullable().catch(null) });
const moveForm = z.object({ startMs: z.coerce.number().int(), sequence: z.coerce.number().int().min(0), key: z.string().min(8).max(100) });

/** Other times for a child's booked appointment; one that is chosen stands in the address. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireGuardian(request, context, 'appointment.book-own');
  const query = new URL(request.url).searchParams;
  const asked = askedForm.parse({ week: query.get('week'), startMs: query.get('startMs') || null });
  const page = await familyMovePage(context.db, who.actor, idParam(params, 'appointmentId'), asked);
  if (!page) throw notFound();
  return { page, gone: asked.startMs !== null && page.pick === null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireGuardian(request, context, 'appointment.book-own');
  const form = moveForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw notFound();
  const moved = await moveForFamily(context.db, who.actor, { appointmentId: idParam(params, 'appointmentId'), ...form.data });
  if (moved.ok) return redirect('/family?done=moved');
  if (moved.reason === 'not-found') throw notFound();
  const { ok: _no, ...refused } = moved;
  return data({ refused }, { status: respondRefused(moved).init?.status ?? 409 });
}

/** After a refusal too: what the page showed is no longer so. */
export function shouldRevalidate() {
  return true;
}

export default function FamilyAppointmentMovePage() {
  const { page, gone } = useLoaderData<typeof loader>();
  return <FamilyMovePage page={page} refused={useActionData<typeof action>()?.refused ?? null} gone={gone} />;
}
