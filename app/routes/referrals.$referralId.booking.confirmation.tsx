import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from '../http/schema.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { bookingAsked } from '../scheduling/booking-asked.ts';
import { bookingPage } from '../scheduling/booking-page.server.ts';
import { BookingPage } from '../scheduling/booking-page.tsx';
import { confirmBooking } from '../scheduling/confirm-booking.server.ts';

export const handle = pageTitle('scheduling', 'booking.page');

const confirmForm = z.object({ appointmentId: z.uuid(), key: z.string().min(8).max(100) });

/** The booking page again: what is drawn here when a confirmation is refused, and when somebody comes back to this address. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.book');
  const page = await bookingPage(context.db, who.actor, idParam(params, 'referralId'), bookingAsked(request), who.role !== 'therapist');
  if (!page) throw notFound();
  return { page, may: { setSchool: can(who.role, 'school.change'), setHome: can(who.role, 'guardian-window.change'), keepTimetable: can(who.role, 'timetable.change') } };
}

/** Makes the held time an appointment. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.book');
  const referralId = idParam(params, 'referralId');
  const form = confirmForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw notFound();
  const booked = await confirmBooking(context.db, who.actor, { referralId, ...form.data });
  if (booked.ok) return redirect(`/appointments/${booked.appointmentId}?done=booked`);
  if (booked.reason === 'not-found') throw notFound();
  const { ok: _no, ...refused } = booked;
  return data({ refused }, { status: respondRefused(booked).init?.status ?? 409 });
}

/** After a refusal too: what the page showed is no longer so. */
export function shouldRevalidate() {
  return true;
}

export default function ConfirmationPage() {
  const { page, may } = useLoaderData<typeof loader>();
  return <BookingPage page={page} may={may} refused={useActionData<typeof action>()?.refused ?? null} />;
}
