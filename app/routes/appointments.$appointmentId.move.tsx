import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { wayBack } from '../http/way-back.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { moveAppointment } from '../scheduling/move-appointment.server.ts';
import { movePage } from '../scheduling/move-page.server.ts';
import { MovePage } from '../scheduling/move-page.tsx';

export const handle = pageTitle('scheduling', 'move.title');

const askedForm = z.object({ week: z.iso.date().nullable().catch(null), startMs: z.coerce.number().int().positive().nullable().catch(null), roomId: z.uuid().nullable().catch(null) });
const moveForm = z.object({ startMs: z.coerce.number().int(), roomId: z.uuid().optional(), sequence: z.coerce.number().int().min(0).optional(), key: z.string().min(8).max(100), back: z.string().optional() });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.move');
  const query = new URL(request.url).searchParams;
  const asked = askedForm.parse({ week: query.get('week'), startMs: query.get('startMs') || null, roomId: query.get('roomId') });
  const page = await movePage(context.db, who.actor, idParam(params, 'appointmentId'), asked, who.role !== 'front_office');
  if (!page) throw notFound();
  return { page, gone: asked.startMs !== null && page.pick === null };
}

/** Moves it; a page that drags it names where to go `back` to. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.move');
  const appointmentId = idParam(params, 'appointmentId');
  const form = moveForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw notFound();
  const { startMs, roomId, sequence, key, back } = form.data;
  const moved = await moveAppointment(context.db, who.actor, { appointmentId, startMs, key, ...(roomId && { roomId }), ...(sequence !== undefined && { sequence }) });
  if (moved.ok) return redirect(wayBack(back, `/appointments/${appointmentId}?done=moved`));
  if (moved.reason === 'not-found') throw notFound();
  const { ok: _no, ...refused } = moved;
  return data({ refused }, { status: respondRefused(moved).init?.status ?? 409 });
}

/** After a refusal too: what the page showed is no longer so. */
export function shouldRevalidate() {
  return true;
}

export default function AppointmentMovePage() {
  const { page, gone } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  return <MovePage page={page} refused={refused} gone={gone} />;
}
