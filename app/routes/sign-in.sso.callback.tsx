import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSubmit } from '@remix-run/react';
import { DoorOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { wayBack } from '../http/way-back.ts';
import { setCookie } from '../identity/cookies.server.ts';
import { enter } from '../identity/enter.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { sessionOf } from '../identity/sessions.server.ts';
import { linkOwn, personOf } from '../identity/sso-account.server.ts';
import { cameBack, identityFrom } from '../identity/sso-ceremony.server.ts';
import { tryFrom } from '../identity/fair-tries.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

type Refused = 'unfit' | 'unknown' | 'unreachable' | 'many' | 'taken' | 'unsaid';

/** Back from the provider. Opening this page uses nothing up (checks 8 and 16): its form signs in, which a script sends at once. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const [state, code] = [searchParams.get('state') ?? '', searchParams.get('code') ?? ''];
  const name = context.config.sso?.name ?? '';
  for (const refused of ['many', 'unreachable'] as const) if (searchParams.has(refused)) return data({ name, state, code, refused: refused as Refused | null }, { status: refused === 'many' ? 429 : 503 });
  if (!cameBack(request, context, { state, code })) return data({ name, state: '', code: '', refused: 'unfit' as Refused | null }, { status: 400 });
  return data({ name, state, code, refused: null as Refused | null });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  // What was under way is used up, whatever came of it.
  const over = setCookie(context.config, 'sso', '', 0);
  const no = (refused: Refused, status: number) => {
    context.log.warn('sign-in-refused', { requestId: context.requestId, reason: `sso-${refused}` });
    return data({ refused }, { status, headers: { 'Set-Cookie': over } });
  };
  if (!(await tryFrom(request, context, 'sso-from')).ok) return no('many', 429);
  const came = cameBack(request, context, { state: form.get('state'), code: form.get('code') });
  if (!came) return no('unfit', 400);
  const identity = await identityFrom(context, came);
  if (!identity) return no('unfit', 400);
  if (identity === 'unsaid') return no('unsaid', 400);
  const { to, sharedDevice, again, linkTo } = came.begun;
  if (linkTo !== null) {
    // Only into the very session that asked for it, which has shown who sits there.
    const session = await sessionOf(request, context);
    if (session?.id !== linkTo) return no('unfit', 400);
    if ((await linkOwn(context, session.personId, identity)) === 'taken') return no('taken', 409);
    return redirect(wayBack(to), { headers: { 'Set-Cookie': over } });
  }
  const person = await personOf(context, identity);
  if (!person) return no('unknown', 403);
  if (person.isNew) context.log.info('sso-linked', { requestId: context.requestId });
  const entered = await enter(request, context, { personId: person.personId, way: 'sso', sharedDevice, strong: again });
  entered.headers.append('Set-Cookie', over);
  return redirect(entered.to ?? wayBack(to, '/today'), { headers: entered.headers });
}

export const handle = pageTitle('identity', 'signIn.title');

export default function BackFromSso() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? page.refused;
  const t = useText('sessions');
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  useEffect(() => {
    if (refused || sent.current || !form.current) return;
    sent.current = true;
    submit(form.current);
  }, [refused, submit]);
  if (refused) {
    return (
      <EntranceFrame>
        <PageHeading title={t(refused === 'taken' ? 'sso.notAdded' : 'sso.refused')} lede={t(`sso.${refused}`, { name: page.name })} />
        <p><ButtonLink to={refused === 'taken' ? '/me/sign-in' : '/sign-in'} tone="primary">{t(refused === 'taken' ? 'own.title' : 'sso.back')}</ButtonLink></p>
      </EntranceFrame>
    );
  }
  return (
    <EntranceFrame>
      <PageHeading title={t('sso.title')} lede={t('sso.text', { name: page.name })} />
      <Form method="post" action="/sign-in/sso/callback" ref={form} replace>
        <input type="hidden" name="state" value={page.state} />
        <input type="hidden" name="code" value={page.code} />
        <SubmitButton tone="primary" big wide icon={DoorOpen}>{t('sso.enter')}</SubmitButton>
      </Form>
    </EntranceFrame>
  );
}
