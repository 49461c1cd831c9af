import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { DoorOpen } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { linkActor, linkRefusals } from '../identity/links.server.ts';
import { countTry } from '../identity/tries.server.ts';
import { bindVisitLink } from '../identity/visit-link.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { NextDoor } from '../ui/next-door.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { arrive } from '../visits/arrive.server.ts';
import { visitorState } from '../visits/visitor-state.server.ts';

export const handle = pageTitle('visits', 'title.appointment');

/** A visit link. Opening it does nothing yet, so that whatever looks at mail before its reader spends nothing; the button does. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const within = await countTry(context, 'open-from', context.clientAddress);
  const actor = linkActor('visit', params['token'] ?? '');
  const state = actor
    ? await refusing(linkRefusals, () => asActor(context.db, actor, 'visit.look', visitorState))
    : ({ ok: false, reason: 'link-unknown' } as const);
  // A limit that somebody else used up keeps nobody from a link that works.
  if (!state.ok && !within) return data({ state: null, refused: 'too-many-tries' }, { status: 429 });
  if (!state.ok) return data({ state: null, refused: state.reason as string }, { status: state.reason === 'link-too-early' ? 200 : 410 });
  if (!state.value) return data({ state: null, refused: 'link-ended' }, { status: 410 });
  const { startsAt, endsAt, zone, therapist } = state.value;
  return data({ state: { startsAt, endsAt, zone, therapist }, refused: null });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const within = await countTry(context, 'open-from', context.clientAddress);
  const bound = await bindVisitLink(request, context, params['token'] ?? '');
  if (!bound.ok && !within) return data({ refused: 'too-many-tries' }, { status: 429 });
  if (!bound.ok) return data({ refused: bound.reason as string }, { status: 410 });
  const headers = new Headers({ 'Set-Cookie': bound.value.cookie });
  const [pair = ''] = bound.value.cookie.split(';');
  const arrived = await arrive(new Request(request.url, { headers: { cookie: pair } }), context);
  if (!arrived.ok) return data({ refused: arrived.reason }, { status: 409, headers });
  return redirect('/visit', { headers });
}

export default function VisitLink() {
  const { state, refused } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>()?.refused;
  const t = useText('visits');
  const why = answered ?? refused;
  return (
    <FamilyFrame zone={state?.zone ?? 'UTC'}>
      <div className="visitor-door">
        <NextDoor kind={why ? 'shut' : 'closed'} label={t('link.door')} className="visitor-door__picture" />
        <div className="stack-4">
          <h1>{why ? t('link.refusedTitle') : t('link.title')}</h1>
          {why
            ? <p role="alert">{t(`refusal.${why}` as 'refusal.link-ended')}</p>
            : <>{state && <p className="strong"><TimeText at={state.startsAt} form="dayTime" /></p>}<p className="soft">{state && t('link.text', { therapist: state.therapist })}</p><Form method="post" reloadDocument><SubmitButton tone="primary" big wide icon={DoorOpen}>{t('link.button')}</SubmitButton></Form></>}
        </div>
      </div>
    </FamilyFrame>
  );
}
