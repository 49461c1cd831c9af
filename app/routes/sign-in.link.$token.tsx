import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { DoorOpen } from 'lucide-react';
import { readCookie, setCookie } from '../identity/cookies.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { rememberedWayBack, rememberWayBack } from '../identity/family-way-back.server.ts';
import { rememberDevice } from '../identity/known-device.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { isSharedDevice, SharedDevice } from '../identity/shared-device.tsx';
import { lookAtSignInLink, spendSignInLink, type SignInLinkState } from '../identity/sign-in-links.server.ts';
import { countTry } from '../identity/tries.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** Opening the page uses nothing up; its button does. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const within = await countTry(context, 'open-from', context.clientAddress);
  const state = await lookAtSignInLink(context.db, params['token'] ?? '', readCookie(request, context.config, 'asked'));
  // A limit that somebody else used up keeps nobody from a link that works.
  if (state === 'good') return data({ state }, { status: 200 });
  return within ? data({ state }, { status: 410 }) : data({ state: 'unknown' as SignInLinkState }, { status: 429 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const within = await countTry(context, 'open-from', context.clientAddress);
  const spent = await spendSignInLink(context.db, params['token'] ?? '', readCookie(request, context.config, 'asked'));
  if (!spent.ok && !within) return data({ state: 'unknown' as SignInLinkState }, { status: 429 });
  if (!spent.ok) return data({ state: spent.reason as SignInLinkState }, { status: 410 });
  const headers = await beginSession(request, context, { personId: spent.personId, way: 'link', partnershipId: spent.partnershipId, sharedDevice: isSharedDevice(await request.formData()) });
  headers.append('Set-Cookie', setCookie(context.config, 'asked', '', 0));
  headers.append('Set-Cookie', rememberWayBack(context.config, null));
  if (spent.address) headers.append('Set-Cookie', rememberDevice(request, context.config, spent.address));
  return redirect(rememberedWayBack(request, context.config), { headers });
}

export const handle = pageTitle('identity', 'signIn.title');

export default function OpenSignInLink() {
  const page = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>()?.state ?? page.state;
  const t = useText('identity');
  return (
    <EntranceFrame>
      <PageHeading title={t(`open.${state}.title`)} lede={t(`open.${state}.text`)} />
      {state === 'good'
        ? <Form method="post" className="stack-4"><SharedDevice /><SubmitButton tone="primary" big wide icon={DoorOpen}>{t('open.button')}</SubmitButton></Form>
        : <p><ButtonLink to="/sign-in/link" tone="primary" big wide>{t('open.again')}</ButtonLink></p>}
    </EntranceFrame>
  );
}
