import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { ShieldAlert } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { consentsOf } from '../consent/consents-of.server.ts';
import { sentAgain } from '../consent/links-sent.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { momentText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { InterpreterLine } from '../interpreters/interpreter-line.tsx';
import { interpreterNeedOf } from '../interpreters/interpreter-need.server.ts';
import { AgreedTable } from '../referrals/agreed-table.tsx';
import { AskedGuardians } from '../referrals/asked-guardians.tsx';
import { CorridorSteps } from '../referrals/corridor-steps.tsx';
import { corridorOf } from '../referrals/corridor.ts';
import { familyTurnOf } from '../referrals/family-turn.ts';
import { historyOf } from '../referrals/history.ts';
import { MaySeeList } from '../referrals/may-see-list.tsx';
import type { Reader } from '../referrals/may-see.ts';
import { NextStepPanel } from '../referrals/next-step-panel.tsx';
import { nextStepOf } from '../referrals/next-step.ts';
import { ReferralLog } from '../referrals/referral-log.tsx';
import { readReferral } from '../referrals/referral-record.server.ts';
import { WhatWasWritten } from '../referrals/what-was-written.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('referrals', 'page.tab');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'referral.read');
  return asActor(context.db, who.actor, 'referral.read', async (tx) => {
    const referral = await readReferral(tx, idParam(params, 'referralId'), who.role as Reader);
    if (!referral) throw notFound();
    const asked = (await consentsOf(tx, referral.student.id)).filter(({ sentAt }) => sentAt !== null && sentAt >= referral.createdAt);
    const open = asked.filter(({ state }) => state === 'sent' || state === 'viewed');
    const about = open.find(({ wantsToTalkAt }) => wantsToTalkAt !== null) ?? open[0];
    const asksNow = referral.state === 'awaiting_consent' && can(who.role, 'consent.send');
    return {
      referral, open, asksNow, interpreter: referral.state !== 'closed' && can(who.role, 'interpreter.decide') ? await interpreterNeedOf(tx, referral.id) : null,
      doors: corridorOf(referral.steps, referral.outcome === 'finished'),
      step: nextStepOf({ state: referral.state, familyTurn: familyTurnOf(asked), reader: who.role as Reader, hasAppointment: referral.next !== null }),
      about: about ? { id: about.requestId, guardian: about.guardian.name } : null,
      signed: asked.find(({ answers }) => answers.length > 0) ?? null,
      events: historyOf(referral.steps, referral.outcome, asked, referral.held ?? [], await sentAgain(tx, referral.id)),
      formKey: randomUUID(), formKeys: Object.fromEntries(open.map(({ requestId }) => [requestId, randomUUID()])),
      may: { close: can(who.role, 'referral.close') && referral.state !== 'closed', raise: can(who.role, 'safety-event.raise') && referral.state !== 'closed', readEvent: can(who.role, 'safety-event.read') },
      role: who.role as Reader,
      said: new URL(request.url).searchParams.get('said'),
    };
  });
}

export default function ReferralPage() {
  const { referral, doors, step, about, signed, open, asksNow, events, formKey, formKeys, may, role, said, interpreter } = useLoaderData<typeof loader>();
  const t = useText('referrals');
  const s = useText('safety');
  const c = useText('caseload');
  const language = useLanguage();
  const { student, school } = referral;
  const sent = momentText(referral.createdAt, school.zone, language, 'dayYear');
  return (
    <>
      <PageHeading
        display title={student.name} lede={[student.grade === null ? school.name : t('list.grade-at', { grade: student.grade, school: school.name }), student.atHome && t('page.at-home', { name: student.atHome })].filter(Boolean).join('. ')}
        trail={[role === 'therapist' ? { to: '/caseload', label: c('caseload.title') } : { to: '/referrals', label: t('list.title') }]} trailEnd={referral.referredBy.me ? t('page.sent-by-you', { date: sent }) : t('page.sent-by', { name: referral.referredBy.name, date: sent })}
        actions={may.close && (role === 'counselor' && (referral.state !== 'in_care')
          ? <ButtonLink to={`/referrals/${referral.id}/closure?as=withdrawn`} prefetch="none">{t('page.take-back')}</ButtonLink>
          : <ButtonLink to={`/referrals/${referral.id}/closure`} prefetch="none">{t('page.close')}</ButtonLink>)}
      />
      <div className="page-notices">
        <Said what={said} />
        {referral.safetyEventId !== null && may.readEvent && (
          <Notice tone="danger"><p className="notice__line"><b>{t('page.danger-open')}.</b> {t('page.danger-open.help')}</p><p><ButtonLink to={`/safety/${referral.safetyEventId}`} tone="danger" prefetch="none">{s('open.button')}</ButtonLink></p></Notice>
        )}
      </div>
      <CorridorSteps doors={doors} />
      <div className="page-split">
        <div className="stack-5">
          <NextStepPanel referral={referral} step={step} request={about} formKey={formKey} />
          {open.length > 0 && <AskedGuardians referralId={referral.id} open={open} formKeys={formKeys} mayAsk={asksNow} />}
          <AgreedTable signed={signed} student={student.name} />
          <MaySeeList sights={referral.sights} reader={role} inCare={referral.care !== null} />
        </div>
        <aside className="stack-5">
          <WhatWasWritten referral={referral} />
          {interpreter && <InterpreterLine need={interpreter} referralId={referral.id} />}
          {may.raise && <p><ButtonLink to={`/safety/new?student=${student.id}`} tone="danger" icon={ShieldAlert} prefetch="none">{t('page.danger', { name: student.givenName })}</ButtonLink></p>}
          <ReferralLog events={events} />
        </aside>
      </div>
    </>
  );
}

/** What the reader just did. */
function Said({ what }: { what: string | null }) {
  const t = useText('referrals');
  if (what === 'asked') return <Notice tone="go" role="status"><b>{t('ask.sent')}</b></Notice>;
  if (what === 'letter') return <Notice tone="needs" role="status"><b>{t('ask.sent')}</b> {t('ask.print')}</Notice>;
  if (what === 'again') return <Notice tone="go" role="status"><b>{t('ask.sent-again')}</b></Notice>;
  if (what === 'moved-on' || what === 'already-answered') return <Notice tone="needs" role="alert"><b>{t(`refusal.${what}`)}</b></Notice>;
  return null;
}
