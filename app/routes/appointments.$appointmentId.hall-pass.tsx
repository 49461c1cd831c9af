import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Printer } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { hallPass } from '../visits/hall-pass.server.ts';

export const handle = pageTitle('visits', 'pass.title');

/** A slip of paper that says when, where and the code, and never why. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'visit.prepare');
  const id = z.uuid().safeParse(params['appointmentId']);
  const pass = id.success && (await asActor(context.db, who.actor, 'visit.hall-pass', async (tx) => {
    const found = await hallPass(tx, id.data);
    if (found) await record(tx, { action: 'appointment.read', studentId: found.studentId, subject: { kind: 'appointment', id: id.data } });
    return found;
  }));
  if (!pass) throw notFound();
  return pass;
}

export default function HallPassPage() {
  const pass = useLoaderData<typeof loader>();
  const t = useText('visits');
  return (
    <>
      <PageHeading title={t('pass.title')} lede={t('pass.lede')} actions={pass.code && <Button type="button" tone="primary" icon={Printer} className="no-print" onClick={() => window.print()}>{t('pass.print')}</Button>} />
      {pass.code === null
        ? <EmptyState title={t('pass.noCode')}>{t('pass.noCodeText')}</EmptyState>
        : (
          <section className="hall-pass" aria-label={t('pass.title')}>
            <p className="strong">{pass.name}</p>
            <p><TimeText at={pass.startsAt} form="dayTime" zone={pass.zone} /></p>
            <p>{pass.room}</p>
            <p>{t('pass.code')} <b className="pairing-code">{`${pass.code.slice(0, 3)} ${pass.code.slice(3)}`}</b></p>
          </section>
        )}
    </>
  );
}
