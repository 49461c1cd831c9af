import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { LifeBuoy } from 'lucide-react';
import { z } from '../http/schema.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { askForRecovery } from '../identity/recovery-requests.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

/** "I cannot sign in": asks for a second person. The answer says nothing about whether Hallway knows the address. */
export function loader({ request }: LoaderFunctionArgs) {
  return { sent: new URL(request.url).searchParams.has('sent') };
}

const asked = z.object({ address: z.email('email').max(200) });

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: asked });
  if (submission.status !== 'success') return data({ errors: submission.reply().error?.['address'] ?? ['required'], minutes: null }, { status: 400 });
  const answer = await askForRecovery(context, submission.value.address);
  if (!answer.ok) return data({ errors: null, minutes: answer.minutes }, { status: 429 });
  return redirect('/sign-in/help?sent');
}

export const handle = pageTitle('waysIn', 'own.cannot');

export default function SignInHelp() {
  const { sent } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('waysIn');
  if (sent && !answer) {
    return (
      <EntranceFrame>
        <PageHeading title={t('help.sentTitle')} lede={t('help.sentText')} />
        <ul className="facts"><li>{t('help.sentPerson')}</li><li>{t('help.sentMail')}</li><li>{t('help.sentNothing')}</li></ul>
        <p><ButtonLink to="/sign-in">{t('help.back')}</ButtonLink></p>
      </EntranceFrame>
    );
  }
  return (
    <EntranceFrame>
      <PageHeading title={t('own.cannot')} lede={t('help.lede')} />
      <div className="stack-4 own-account">
        <ul className="facts"><li>{t('help.code')}</li><li>{t('help.invitation')}</li><li>{t('help.family')}</li></ul>
        <Form method="post" noValidate>
          {answer?.minutes && <Notice tone="needs" role="alert"><p>{t('tries.wait', { count: answer.minutes })}</p></Notice>}
          <TextField label={t('password.address')} name="address" type="email" autoComplete="email" inputMode="email" autoCapitalize="none" spellCheck={false} required errors={answer?.errors ?? undefined} />
          <p className="row"><SubmitButton tone="primary" icon={LifeBuoy}>{t('help.ask')}</SubmitButton><ButtonLink to="/sign-in">{t('help.back')}</ButtonLink></p>
        </Form>
      </div>
    </EntranceFrame>
  );
}
