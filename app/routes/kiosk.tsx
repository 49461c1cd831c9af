import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { DoorOpen } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { setCookie } from '../identity/cookies.server.ts';
import { bindVisitLink } from '../identity/visit-link.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { TabletFrame } from '../ui/tablet-frame.tsx';
import { arrive } from '../visits/arrive.server.ts';
import { enterByCode } from '../visits/enter-by-code.server.ts';
import { kioskActor } from '../visits/kiosk-cookie.server.ts';
import { kioskPlace } from '../visits/kiosk-place.server.ts';

export const handle = pageTitle('visits', 'title.kiosk');

/** The tablet in a private room: a code, and nothing else, for ever. A device that is no kiosk is asked for its pairing code. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const kiosk = kioskActor(request, context.config);
  const place = kiosk && (await refusing({ a_kiosk_is_paired: 'not-paired' }, () => asActor(context.db, kiosk, 'kiosk.read', kioskPlace)));
  if (!place?.ok) throw redirect('/kiosk/pairing');
  // Whoever was here before left: this device forgets them, also when they just walked away.
  return data({ place: place.value }, { headers: { 'Set-Cookie': setCookie(context.config, 'device', '', 0) } });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const typed = String((await request.formData()).get('code') ?? '').replaceAll(/\D/g, '');
  const entered = await enterByCode(request, context, typed);
  if (!entered.ok) return entered.reason === 'not-paired' ? redirect('/kiosk/pairing') : data({ refused: entered.reason }, { status: entered.reason === 'too-many-tries' ? 429 : 422 });
  const bound = await bindVisitLink(request, context, entered.token);
  if (!bound.ok) return data({ refused: 'code-unknown' as const }, { status: 422 });
  const [pair = ''] = bound.value.cookie.split(';');
  const arrived = await arrive(new Request(request.url, { headers: { cookie: pair } }), context);
  if (!arrived.ok) return data({ refused: arrived.reason }, { status: 409 });
  return redirect('/visit', { headers: { 'Set-Cookie': bound.value.cookie } });
}

export default function Kiosk() {
  const { place } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const t = useText('visits');
  return (
    <TabletFrame foot={<><span>{place.room}</span><span>{place.school}</span></>}>
      <h1>{t('kiosk.title')}</h1>
      <p className="soft">{t('kiosk.text')}</p>
      <Form method="post" reloadDocument key={refused ? 'again' : 'first'}>
        <TextField
          label={t('kiosk.code')}
          name="code"
          inputMode="numeric"
          autoComplete="off"
          pattern="[0-9 ]*"
          maxLength={8}
          required
          {...(refused && { errors: [t(`refusal.${refused}` as 'refusal.code-unknown')] })}
        />
        <SubmitButton tone="primary" big icon={DoorOpen}>{t('kiosk.enter')}</SubmitButton>
      </Form>
    </TabletFrame>
  );
}
