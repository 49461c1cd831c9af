import { Form } from '@remix-run/react';
import { CalendarSearch, Undo2 } from 'lucide-react';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { StandingOffer } from './open-offer.server.ts';

/** The offer that stands for a student: it is waited for, and can be taken back; or it was accepted, and a time comes next. */
export function StandingOfferNotice({ offer, referralId, zone }: { offer: StandingOffer; referralId: string; zone: string }) {
  const t = useText('matching');
  const when = momentText(offer.answerBy, zone, useLanguage(), 'dayTime');
  const name = t('rank.of-agency', { name: offer.therapist, agency: offer.agency });
  if (offer.state === 'accepted') return (
    <Notice tone="go"><b>{t('rank.accepted', { name })}</b> {t('rank.accepted.help')} <ButtonLink to={`/referrals/${referralId}/booking`} tone="primary" icon={CalendarSearch}>{t('rank.find-time')}</ButtonLink></Notice>
  );
  return (
    <div className="stack-3">
      <Notice tone="go"><b>{t('rank.open', { name, when })}</b> {t('rank.open.help')}</Notice>
      <ConfirmButton label={t('rank.take-back')} icon={Undo2} question={t('rank.take-back.question')}>
        <Form method="post" action={`/waiting/${referralId}/offer-withdrawal`}><Button tone="danger">{t('rank.take-back')}</Button></Form>
      </ConfirmButton>
    </div>
  );
}
