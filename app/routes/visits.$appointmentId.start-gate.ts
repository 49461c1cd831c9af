import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { answerStartGate } from '../visits/start-gate.server.ts';
import { startGateSchema } from '../visits/start-gate.ts';
import { openVisit } from '../visits/open-visit.server.ts';
import { takeSeat } from '../visits/take-seat.server.ts';
import { therapistWord } from '../visits/therapist-word.server.ts';
import { visitChanged } from '../visits/visit-changes.server.ts';
import { visitRefusals } from '../visits/visit-refusals.ts';

/** The start gate's answers, first and revised. With them the therapist has their seat in the visit. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'visit.hold');
  const submission = parseWithZod(await request.formData(), { schema: startGateSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 400 });
  const kept = await refusing(visitRefusals, () => asActor(context.db, who.actor, 'visit.prepare', async (tx) => {
    const word = await therapistWord(tx, params['appointmentId'] ?? '');
    const visitId = word && (await openVisit(tx, word.visit.appointmentId));
    if (!word || !visitId) return null;
    await takeSeat(tx, { visitId, part: 'therapist' });
    await answerStartGate(tx, { id: visitId, studentId: word.visit.student.id }, submission.value);
    return word.visit.appointmentId;
  }));
  if (!kept.ok) return data({ result: submission.reply(), refused: { key: `refusal.${kept.reason}`, reason: kept.reason } }, { status: 409 });
  if (!kept.value) throw notFound();
  visitChanged(kept.value);
  return data({ result: submission.reply() });
}
