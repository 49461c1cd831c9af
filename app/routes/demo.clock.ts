import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { wayBack } from '../http/way-back.ts';
import { isClockStep } from '../identity/demo-clock.ts';
import { moveDemoClock } from '../identity/demo.server.ts';

/** Moves the demo's clock by one step and goes back to the page on which the strip was pressed. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const step = form.get('step');
  if (!context.config.demo || !isClockStep(step)) throw notFound();
  if (!(await moveDemoClock(context, step))) return respondRefused({ ok: false, reason: 'clock-not-moved' });
  return redirect(wayBack(form.get('back')));
}

export function loader() {
  return redirect('/');
}
