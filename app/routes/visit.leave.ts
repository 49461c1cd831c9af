import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { setCookie } from '../identity/cookies.server.ts';
import { asVisitor } from '../identity/visit-link.server.ts';
import { kioskActor } from '../visits/kiosk-cookie.server.ts';
import { leaveSeat } from '../visits/take-seat.server.ts';
import { visitChanged } from '../visits/visit-changes.server.ts';
import { visitorState } from '../visits/visitor-state.server.ts';

/** The visitor goes away: this device forgets the visit. A kiosk is at its code again. */
export async function action({ request, context }: ActionFunctionArgs) {
  const left = await asVisitor(request, context, 'visit.leave', async (tx, visitor) => {
    const state = await visitorState(tx);
    if (state?.visitId) await leaveSeat(tx, state.visitId);
    return visitor.appointmentId;
  });
  if (left.ok) visitChanged(left.value);
  const headers = { 'Set-Cookie': setCookie(context.config, 'device', '', 0) };
  return redirect(kioskActor(request, context.config) ? '/kiosk' : '/visit/left', { headers });
}
