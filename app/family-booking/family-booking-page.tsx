import { Form } from '@remix-run/react';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Button, ButtonLink, SubmitButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { FamilyRefused } from './book-for-family.server.ts';
import type { FamilyBookingData } from './family-pages.server.ts';
import { FamilyWeekDoors, NearestDoors } from './family-week.tsx';
import type { FamilyTime } from './family-times.server.ts';

interface FamilyBookingPageProps {
  page: FamilyBookingData;
  refused: Omit<FamilyRefused, 'ok'> | null;
}

/** A guardian takes a time for a child's next appointment: doors by day, one kept for minutes, then booked. Plain forms all the way. */
export function FamilyBookingPage({ page, refused }: FamilyBookingPageProps) {
  const t = useText('familyBooking');
  const s = useText('scheduling');
  const path = `/family/children/${page.studentId}/booking`;
  const { times, held } = page;
  const zone = times?.ok ? times.zone : 'UTC';
  const taken = ({ startMs }: FamilyTime) => (startMs === held?.startMs
    ? { door: 'held' as const, detail: t('book.yours') }
    : { door: 'open' as const, action: { kind: 'send' as const, name: 'startMs', value: String(startMs), label: t('book.take') } });
  return (
    <FamilyFrame zone={zone}>
      <header className="stack-2">
        <h1>{t('book.title')}</h1>
        {times?.ok && !held && <p className="soft">{t('book.lede', { name: page.name })}</p>}
      </header>
      {page.whyNot && <Notice><b>{t(page.whyNot === 'family-has-one' ? 'book.has-one' : 'book.may-not')}</b></Notice>}
      {times?.ok === false && <Notice><b>{t('book.no-place')}</b></Notice>}
      {times?.ok && (
        <>
          {refused && <Notice role="alert"><b>{s(`refusal.${refused.reason}`)}</b>{Boolean(refused.nearest?.length) && <p>{t('book.nearest')}</p>}</Notice>}
          {held && !refused && <Held page={page} held={held} zone={zone} path={path} />}
          <Form method="post" action={path} className="stack-4">
            <input type="hidden" name="key" value={page.key} />
            {refused?.nearest && refused.nearest.length > 0 && <NearestDoors nearest={refused.nearest} zone={refused.zone ?? zone} taken={taken} />}
            <FamilyWeekDoors week={times} path={path} taken={taken} />
          </Form>
          {!times.week && !held && <EmptyState title={t('book.none')} door="shut">{t('book.none.help')}</EmptyState>}
          <ButtonLink wide to={`/family/children/${page.studentId}/times`}>{t('book.times')}</ButtonLink>
        </>
      )}
      <ButtonLink wide to="/family">{t('back')}</ButtonLink>
    </FamilyFrame>
  );
}

interface HeldProps {
  page: FamilyBookingData;
  held: NonNullable<FamilyBookingData['held']>;
  zone: string;
  path: string;
}

function Held({ page, held, zone, path }: HeldProps) {
  const t = useText('familyBooking');
  const language = useLanguage();
  const [from, until] = [new Date(held.startMs).toISOString(), new Date(held.endMs).toISOString()];
  return (
    <Section title={momentText(from, zone, language, 'day')}>
      <div className="stack-3">
        <p className="strong"><TimeText at={from} until={until} zone={zone} /></p>
        <p className="soft">{t('book.held', { time: momentText(new Date(held.heldUntilMs).toISOString(), zone, language, 'time') })}</p>
        <Form method="post" action={`${path}/confirmation`}>
          <input type="hidden" name="key" value={`confirm-${page.key}`} />
          <input type="hidden" name="appointmentId" value={held.appointmentId} />
          <SubmitButton tone="primary" big wide>{t('book.confirm')}</SubmitButton>
        </Form>
        <Form method="post" action={`${path}/release`}><Button big wide>{t('book.other')}</Button></Form>
      </div>
    </Section>
  );
}
