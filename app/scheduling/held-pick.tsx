import { Form } from '@remix-run/react';
import { momentText, rangeText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { Facts, Ticks } from '../ui/facts.tsx';
import { Sheet } from '../ui/section.tsx';
import { addDays } from '../time/zone.ts';
import { DateText } from '../ui/time-text.tsx';
import type { BookingPageData } from './booking-page.server.ts';

/** The panel beside the doors: what is picked, until when it is held, what it needs, and the one button that books it. */
export function HeldPick({ page }: { page: BookingPageData }) {
  const t = useText('scheduling');
  const language = useLanguage();
  const { held, facts, times, referralId } = page;
  if (!held || !times.ok) return <Sheet title={t('booking.pick')}><p className="soft">{t('booking.pick.help')}</p></Sheet>;
  const from = new Date(held.startMs).toISOString();
  const until = momentText(new Date(held.heldUntilMs).toISOString(), times.zone, language, 'time');
  const minutes = Math.round((held.endMs - held.startMs) / 60_000);
  return (
    <Sheet title={momentText(from, times.zone, language, 'day')} lede={t('booking.held', { time: until })}>
      <div className="stack-4">
        <p className="strong">{rangeText(from, new Date(held.endMs).toISOString(), times.zone, language)} <span className="quiet">{t('booking.minutes', { count: minutes })}</span></p>
        <Facts facts={[
          { name: t('fact.student'), value: facts.grade ? t('fact.student.grade', { name: facts.student, grade: facts.grade }) : facts.student },
          { name: t('fact.therapist'), value: t('fact.by-video', { name: facts.therapist }) },
          { name: t('fact.where'), value: held.room ? t('fact.room', { room: held.room, school: facts.school }) : t('fact.home') },
        ]} />
        <Ticks label={t('booking.needs')} ticks={[
          { key: 'consent', state: 'ok', text: t('booking.needs.consent') },
          ...(facts.licensedUntil ? [{ key: 'license', state: 'ok' as const, text: <>{t('booking.needs.license', { state: facts.state ?? '' })} <DateText date={addDays(facts.licensedUntil, -1)} /></> }] : []),
        ]} />
        <Form method="post" action={`/referrals/${referralId}/booking/confirmation`}>
          <input type="hidden" name="key" value={`confirm-${page.key}`} />
          <input type="hidden" name="appointmentId" value={held.appointmentId} />
          <SubmitButton tone="primary" big wide>{t('booking.confirm')}</SubmitButton>
        </Form>
        <p className="small soft">{t('booking.confirm.note')}</p>
        <Form method="post" action={`/referrals/${referralId}/booking/release`}><Button tone="plain">{t('booking.release')}</Button></Form>
      </div>
    </Sheet>
  );
}
