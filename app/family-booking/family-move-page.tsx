import { Form } from '@remix-run/react';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Facts } from '../ui/facts.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { FamilyRefused } from './book-for-family.server.ts';
import type { FamilyMoveData } from './family-pages.server.ts';
import { FamilyWeekDoors, NearestDoors } from './family-week.tsx';
import type { FamilyTime } from './family-times.server.ts';

interface FamilyMovePageProps {
  page: FamilyMoveData;
  refused: Omit<FamilyRefused, 'ok'> | null;
  /** Something was chosen in the address that is not free any more. */
  gone: boolean;
}

/** A guardian moves a child's appointment: another door is chosen and looked at, then it moves. It keeps its time until then. */
export function FamilyMovePage({ page, refused, gone }: FamilyMovePageProps) {
  const t = useText('familyBooking');
  const s = useText('scheduling');
  const { times, pick, zone } = page;
  const path = `/family/appointments/${page.appointmentId}/move`;
  const when = momentText(page.startsAt, zone, useLanguage(), 'dayTime');
  const taken = ({ startMs }: FamilyTime) => ({ door: 'open' as const, action: { kind: 'link' as const, to: `${path}?startMs=${startMs}`, label: t('move.choose') } });
  const reason = refused?.reason ?? page.whyNot;
  return (
    <FamilyFrame zone={zone}>
      <header className="stack-2">
        <h1>{t('move.title')}</h1>
        <p className="soft">{t('move.lede', { name: page.name, when })}</p>
      </header>
      {reason ? <Notice role={refused ? 'alert' : undefined}><b>{s(`refusal.${reason}`)}</b>{Boolean(refused?.nearest?.length) && <p>{t('book.nearest')}</p>}</Notice>
        : gone && <Notice role="alert"><b>{t('move.gone')}</b></Notice>}
      {refused?.nearest && refused.nearest.length > 0 && <NearestDoors nearest={refused.nearest} zone={refused.zone ?? zone} taken={taken} />}
      {times?.ok === false && <Notice><b>{t('book.no-place')}</b></Notice>}
      {pick && !refused ? <Picked page={page} pick={pick} path={path} /> : times?.ok && (
        times.week ? <FamilyWeekDoors week={times} path={path} taken={taken} /> : <EmptyState title={t('move.none')} door="shut">{t('move.none.help')}</EmptyState>
      )}
      <ButtonLink wide to="/family">{t('back')}</ButtonLink>
    </FamilyFrame>
  );
}

function Picked({ page, pick, path }: { page: FamilyMoveData; pick: FamilyTime; path: string }) {
  const t = useText('familyBooking');
  const { zone } = page;
  const [from, until] = [new Date(pick.startMs).toISOString(), new Date(pick.endMs).toISOString()];
  return (
    <Form method="post" action={path} className="stack-4" replace>
      <Facts facts={[
        { name: t('move.now'), value: <><TimeText at={page.startsAt} form="day" zone={zone} />, <TimeText at={page.startsAt} until={page.endsAt} zone={zone} /></> },
        { name: t('move.then'), value: <b><TimeText at={from} form="day" zone={zone} />, <TimeText at={from} until={until} zone={zone} /></b> },
      ]} />
      <input type="hidden" name="startMs" value={pick.startMs} />
      <input type="hidden" name="sequence" value={page.sequence} />
      <input type="hidden" name="key" value={page.key} />
      <p className="soft">{t('move.told')}</p>
      <SubmitButton tone="primary" big wide>{t('move.confirm')}</SubmitButton>
      <ButtonLink big wide to={path}>{t('move.keep')}</ButtonLink>
    </Form>
  );
}
