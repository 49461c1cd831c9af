import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireGuardian } from '../identity/require-guardian.server.ts';
import { FamilyChild } from '../today/family-child.tsx';
import { familyNow } from '../today/family.server.ts';
import { Button } from '../ui/button.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { Notice } from '../ui/notice.tsx';

export const handle = pageTitle('consent', 'home.title');

/** The guardian's first page once they are signed in. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireGuardian(request, context, 'family.read');
  const done = (['booked', 'moved'] as const).find((what) => what === new URL(request.url).searchParams.get('done')) ?? null;
  return { zone: who.zone, done, name: who.person.givenName, children: await asActor(context.db, who.actor, 'family.read', familyNow) };
}

export default function FamilyPage() {
  const { zone, name, children, done } = useLoaderData<typeof loader>();
  const t = useText('consent');
  const s = useText('sessions');
  const b = useText('familyBooking');
  return (
    <FamilyFrame zone={zone}>
      <header className="stack-2">
        <h1>{t('home.heading', { name })}</h1>
        <p className="soft">{t(children.length === 0 ? 'home.nobody' : 'home.lede')}</p>
      </header>
      {done && <Notice tone="go" role="status"><b>{b(`done.${done}`)}</b></Notice>}
      {children.map((child) => <FamilyChild key={child.studentId} child={child} zone={zone} />)}
      <p><Link to="/me/sign-in">{s('own.link')}</Link></p>
      <Form method="post" action="/sign-off"><Button tone="plain" wide>{t('home.sign-off')}</Button></Form>
    </FamilyFrame>
  );
}
