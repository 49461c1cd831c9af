import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { confirmForFamily } from '../family-booking/book-for-family.server.ts';
import { FamilyBookingPage } from '../family-booking/family-booking-page.tsx';
import { familyBookingPage } from '../family-booking/family-pages.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { requireGuardian } from '../identity/require-guardian.server.ts';

export const handle = pageTitle('familyBooking', 'book.title');

const confirmForm = z.object({ appointmentId: z.uuid(), key: z.string().min(8).max(100) });

/** The page of open times again: what is drawn here when a confirmation is refused, and when somebody comes back to this address. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireGuardian(request, context, 'appointment.book-own');
  const page = await familyBookingPage(context.db, who.actor, idParam(params, 'studentId'), null);
  if (!page) throw notFound();
  return { page };
}

/** Books what the guardian holds. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireGuardian(request, context, 'appointment.book-own');
  const form = confirmForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw notFound();
  const booked = await confirmForFamily(context.db, who.actor, idParam(params, 'studentId'), form.data);
  if (booked.ok) return redirect('/family?done=booked');
  if (booked.reason === 'not-found') throw notFound();
  const { ok: _no, ...refused } = booked;
  return data({ refused }, { status: respondRefused(booked).init?.status ?? 409 });
}

export function shouldRevalidate() {
  return true;
}

export default function FamilyConfirmationPage() {
  const { page } = useLoaderData<typeof loader>();
  return <FamilyBookingPage page={page} refused={useActionData<typeof action>()?.refused ?? null} />;
}
