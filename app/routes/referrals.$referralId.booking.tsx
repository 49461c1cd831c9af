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
import { holdSlot } from '../scheduling/hold-slot.server.ts';

export const handle = pageTitle('scheduling', 'booking.page');

const pickForm = z.object({ startMs: z.coerce.number().int(), key: z.string().min(8).max(100) });
const roomForm = z.uuid().nullable();

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.book');
  const page = await bookingPage(context.db, who.actor, idParam(params, 'referralId'), bookingAsked(request), who.role !== 'therapist');
  if (!page) throw notFound();
  return { page, may: { setSchool: can(who.role, 'school.change'), setHome: can(who.role, 'guardian-window.change'), keepTimetable: can(who.role, 'timetable.change') } };
}

/** Holds the time that was picked, in the room whose door it was. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.book');
  const referralId = idParam(params, 'referralId');
  const form = pickForm.safeParse(Object.fromEntries(await request.formData()));
  const room = roomForm.safeParse(new URL(request.url).searchParams.get('roomId'));
  if (!form.success || !room.success) throw notFound();
  const held = await holdSlot(context.db, who.actor, { referralId, startMs: form.data.startMs, roomId: room.data, key: form.data.key });
  if (held.ok) return redirect(`/referrals/${referralId}/booking`);
  if (held.reason === 'not-found') throw notFound();
  const { ok: _no, ...refused } = held;
  return data({ refused }, { status: respondRefused(held).init?.status ?? 409 });
}

/** After a refusal too: what the page showed is no longer so. */
export function shouldRevalidate() {
  return true;
}

export default function ReferralBookingPage() {
  const { page, may } = useLoaderData<typeof loader>();
  return <BookingPage page={page} may={may} refused={useActionData<typeof action>()?.refused ?? null} />;
}
