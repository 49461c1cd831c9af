import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { LogIn, UserCheck } from 'lucide-react';
import { notFound } from '../http/respond.server.ts';
import { wayBack } from '../http/way-back.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { noteStrong } from '../identity/require-fresh.server.ts';
import { signInPath } from '../identity/require-member.server.ts';
import { sessionOf } from '../identity/sessions.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** Where it ends when nobody said where to go on: in the tab that a half-filled form opened. */
const here = '/step-up?done';

/** Asks once more who sits there, before something that counts (`requireFresh`), and goes on to where they were. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect(signInPath(request));
  const { searchParams } = new URL(request.url);
  return { way: session.way, to: wayBack(searchParams.get('to'), here), done: searchParams.has('done') };
}

/** In the demo nobody has a factor to show: a button stands for it. */
export async function action({ request, context }: ActionFunctionArgs) {
  const session = await sessionOf(request, context);
  if (!session) throw redirect('/sign-in');
  const form = await request.formData();
  if (session.way !== 'demo') throw notFound();
  await noteStrong(context, session.id);
  context.log.info('stepped-up', { requestId: context.requestId });
  return redirect(wayBack(form.get('to'), here));
}

export const handle = pageTitle('sessions', 'stepUp.title');

export default function StepUp() {
  const { way, to, done } = useLoaderData<typeof loader>();
  const t = useText('sessions');
  if (done) {
    return (
      <EntranceFrame>
        <PageHeading title={t('stepUp.doneTitle')} />
        <Notice tone="go" role="status"><b>{t('stepUp.done')}</b><p>{t('stepUp.doneText')}</p></Notice>
      </EntranceFrame>
    );
  }
  return (
    <EntranceFrame>
      <PageHeading title={t('stepUp.title')} lede={t('stepUp.lede')} />
      <div className="stack-4">
        {way === 'demo' && (
          <Form method="post">
            <input type="hidden" name="to" value={to} />
            <p>{t('stepUp.demoText')}</p>
            <SubmitButton tone="primary" big wide icon={UserCheck}>{t('stepUp.demo')}</SubmitButton>
          </Form>
        )}
        <form method="post" action="/sign-off">
          <input type="hidden" name="to" value={to} />
          <p className="soft">{t('stepUp.againText')}</p>
          <Button tone={way === 'demo' ? 'normal' : 'primary'} icon={LogIn}>{t('stepUp.again')}</Button>
        </form>
      </div>
    </EntranceFrame>
  );
}
