import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { wayBack } from '../http/way-back.ts';
import { isClockStep } from '../identity/demo-clock.ts';
import { moveDemoClock } from '../identity/demo.server.ts';
import { noteUse, sessionOf } from '../identity/sessions.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** Moves the demo's clock by one step and goes back to the page on which the strip was pressed. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const step = form.get('step');
  if (!context.config.demo || !isClockStep(step)) throw notFound();
  const back = wayBack(form.get('back'));
  const session = await sessionOf(request, context);
  if (!(await moveDemoClock(context, step))) return respondRefused({ ok: false, reason: 'clock-not-moved', back });
  // Whoever presses the button is there, now as well as minutes later.
  if (session) await noteUse(context, session.id);
  return redirect(back);
}

export function loader() {
  return null;
}

export const handle = pageTitle('identity', 'demo.strip');

/** Seen only when the clock did not move. */
export default function DemoClock() {
  const refused = useActionData<typeof action>()?.refused;
  const t = useText('identity');
  return (
    <EntranceFrame>
      <PageHeading title={t('demo.clock')} lede={refused && t('refusal.clock-not-moved')} />
      <p><ButtonLink to={refused?.back ?? '/'} tone="primary">{t('demo.back')}</ButtonLink></p>
    </EntranceFrame>
  );
}
