import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { countTry } from '../identity/tries.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { TabletFrame } from '../ui/tablet-frame.tsx';
import { kioskCookie } from '../visits/kiosk-cookie.server.ts';
import { pairKiosk } from '../visits/pair-kiosk.server.ts';

export const handle = pageTitle('visits', 'title.kiosk');

/** Makes the device before which somebody stands the tablet of a room, once, by the code that the front office sees. */
export async function action({ request, context }: ActionFunctionArgs) {
  if (!(await countTry(context, 'open-from', context.clientAddress))) return data({ refused: 'too-many-tries' as const }, { status: 429 });
  const paired = await pairKiosk(context.db, String((await request.formData()).get('code') ?? ''));
  if (!paired.ok) return data({ refused: paired.reason }, { status: 422 });
  return redirect('/kiosk', { headers: { 'Set-Cookie': kioskCookie(context.config, paired.secret) } });
}

export default function KioskPairing() {
  const refused = useActionData<typeof action>()?.refused;
  const t = useText('visits');
  return (
    <TabletFrame>
      <h1>{t('pairing.title')}</h1>
      <p className="soft">{t('pairing.text')}</p>
      <Form method="post" reloadDocument>
        <TextField label={t('pairing.code')} name="code" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={12} required {...(refused && { errors: [t(`refusal.${refused}`)] })} />
        <SubmitButton tone="primary" big>{t('pairing.enter')}</SubmitButton>
      </Form>
    </TabletFrame>
  );
}
