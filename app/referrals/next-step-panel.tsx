import { Form } from '@remix-run/react';
import { CalendarSearch, FileSearch, Mail, UserRoundSearch, Users, type LucideIcon } from 'lucide-react';
import { dateText, momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { NextStep as NextStepPart } from '../ui/next-step.tsx';
import { useZone } from '../ui/zone.tsx';
import type { NextAction, NextStep } from './next-step.ts';
import type { ReferralRecord } from './referral-record.server.ts';

interface NextStepPanelProps {
  referral: ReferralRecord;
  step: NextStep;
  /** The open request of the guardian whom the step is about, for sending its link again. */
  request: { id: string; guardian: string } | null;
  formKey: string;
}

const icons: Readonly<Record<NextAction, LucideIcon>> = { triage: FileSearch, ask: Users, ask_again: Users, send_again: Mail, find_therapist: UserRoundSearch, find_time: CalendarSearch, see_appointment: CalendarSearch };

/** What comes next, whose turn it is, until when, and the one thing to do about it, or that there is nothing to do. */
export function NextStepPanel({ referral, step, request, formKey }: NextStepPanelProps) {
  const t = useText('referrals');
  const { title, text } = useStepTexts(referral, step, request);
  const due = referral.nextActionOn;
  const language = useLanguage();
  return (
    <NextStepPart
      title={title}
      action={step.action && <StepAction action={step.action} referral={referral} request={request} formKey={formKey} />}
      foot={due && referral.owner && step.code !== 'scheduled' && step.code !== 'in_care' && (referral.owner.mine
        ? t('next.foot.mine', { date: dateText(due, language, 'day') })
        : t('next.foot', { date: dateText(due, language, 'day'), owner: referral.owner.name }))}
    >
      <p>{text}{!step.action && referral.state !== 'closed' && <> <b>{t('next.nothing')}</b></>}</p>
    </NextStepPart>
  );
}

/** Title and text of a step with their names and times filled in. */
function useStepTexts(referral: ReferralRecord, { code }: NextStep, request: { guardian: string } | null) {
  const t = useText('referrals');
  const language = useLanguage();
  const zone = useZone();
  const date = referral.nextActionOn ? dateText(referral.nextActionOn, language, 'day') : '';
  const at = referral.state === 'offered' ? referral.answerBy : (referral.next?.startsAt ?? null);
  const time = at ? momentText(at, zone, language, 'dayTime') : '';
  const owner = referral.owner?.name ?? '';
  const whose = referral.owner?.mine ? t('whose.you') : t('whose.other', { name: owner });
  const care = { therapist: referral.care?.therapist ?? '', agency: referral.care?.agency ?? '', name: referral.student.name };
  const guardian = request?.guardian ?? '';
  const outcome = referral.outcome ? t(`outcome.${referral.outcome}`) : '';
  const planned = code === 'scheduled' || code === 'in_care';
  return {
    title: planned && !at ? t(`next.${code}.none`) : t(`next.${code}.title`, { date, time, whose, guardian, outcome }),
    text: t(`next.${code}.text`, { owner, ...care }),
  };
}

function StepAction({ action, referral, request, formKey }: { action: NextAction; referral: ReferralRecord; request: { id: string } | null; formKey: string }) {
  const t = useText('referrals');
  const words = { tone: 'primary', icon: icons[action] } as const;
  if (action === 'send_again') {
    if (!request) return null;
    return (
      <Form method="post" action={`/referrals/${referral.id}/invitations/${request.id}/reminder`}>
        <input type="hidden" name="key" value={formKey} />
        <SubmitButton {...words}>{t('act.send_again')}</SubmitButton>
      </Form>
    );
  }
  const to: Readonly<Record<Exclude<NextAction, 'send_again'>, string>> = {
    triage: `/referrals/${referral.id}/triage`, ask: `/referrals/${referral.id}/invitations`, ask_again: `/referrals/${referral.id}/invitations`, find_therapist: `/waiting/${referral.id}`,
    find_time: `/referrals/${referral.id}/booking`, see_appointment: `/appointments/${referral.next?.appointmentId ?? ''}`,
  };
  return <ButtonLink to={to[action]} prefetch="none" {...words}>{t(`act.${action}`)}</ButtonLink>;
}
