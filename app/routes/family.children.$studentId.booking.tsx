import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holdForFamily } from '../family-booking/book-for-family.server.ts';
import { FamilyBookingPage } from '../family-booking/family-booking-page.tsx';
import { familyBookingPage } from '../family-booking/family-pages.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { requireGuardian } from '../identity/require-guardian.server.ts';

export const handle = pageTitle('familyBooking', 'book.title');

const weekAsked = z.iso.date().nullable().catch(null);
const pickForm = z.object({ startMs: z.coerce.number().int(), key: z.string().min(8).max(100) });

/** Times at home that a guardian can take for a child. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireGuardian(request, context, 'appointment.book-own');
  const page = await familyBookingPage(context.db, who.actor, idParam(params, 'studentId'), weekAsked.parse(new URL(request.url).searchParams.get('week')));
  if (!page) throw notFound();
  return { page };
}

/** Keeps the chosen time for some minutes. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireGuardian(request, context, 'appointment.book-own');
  const studentId = idParam(params, 'studentId');
  const form = pickForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw notFound();
  const held = await holdForFamily(context.db, who.actor, studentId, form.data);
  if (held.ok) return redirect(`/family/children/${studentId}/booking`);
  if (held.reason === 'not-found') throw notFound();
  const { ok: _no, ...refused } = held;
  return data({ refused }, { status: respondRefused(held).init?.status ?? 409 });
}

/** After a refusal too: what the page showed is no longer so. */
export function shouldRevalidate() {
  return true;
}

export default function FamilyChildBookingPage() {
  const { page } = useLoaderData<typeof loader>();
  return <FamilyBookingPage page={page} refused={useActionData<typeof action>()?.refused ?? null} />;
}
