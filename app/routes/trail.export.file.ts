import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { exportTrail } from '../audit/export-trail.server.ts';
import { exported } from '../audit/trail-filter.ts';
import { trailAsked } from '../audit/trail-search.server.ts';
import { asksForKnown } from '../audit/trail.server.ts';
import { notFound } from '../http/respond.server.ts';
import { textFor } from '../i18n/text.server.ts';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireMember } from '../identity/require-member.server.ts';

/** The file itself. Whoever waited too long on the page before it is led back there, and so to their confirmation. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'trail.export');
  const filter = trailAsked(context.config, request);
  const known = await asActor(context.db, who.actor, 'trail.export', (tx) => asksForKnown(tx, filter));
  if (!known) throw notFound();
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) throw redirect(`/trail/export?${exported(filter)}`);
  const file = await exportTrail(context.db, who.actor, filter, who.zone, textFor(who.language, 'audit'));
  return new Response(file, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="trail.csv"', 'Cache-Control': 'no-store' } });
}
