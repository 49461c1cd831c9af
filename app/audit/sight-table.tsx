import { Link } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { isCapacity } from './capacity.ts';
import type { Looks, OtherLooks, SightTold } from './sights.server.ts';

type About = { zone: string };
type WithTrail = { trail: string | null };

/** Each person who could have seen the record: why, from when to when, and beside it whether they did. */
export function SightTable({ sights, ...about }: About & { sights: readonly (SightTold & WithTrail)[] }) {
  const t = useText('accounting');
  return (
    <DataTable
      caption={t('sights.people')}
      rows={sights}
      rowKey={(sight) => `${sight.personId} ${sight.as} ${sight.organisationId ?? ''}`}
      columns={[
        { key: 'who', header: t('sights.who'), rowHeader: true, cell: (sight) => <Who name={sight.name} capacity={sight.as} organisation={sight.organisation} /> },
        { key: 'why', header: t('sights.why'), cell: (sight) => <Why reasons={sight.reasons} zone={about.zone} /> },
        { key: 'looked', header: t('sights.looked'), cell: (sight) => <Looked looks={sight.looks} name={sight.name} trail={sight.trail} {...about} /> },
      ]}
    />
  );
}

/** Entries that nobody's right explains. */
export function OtherLooksTable({ others, ...about }: About & { others: readonly (OtherLooks & WithTrail)[] }) {
  const t = useText('accounting');
  return (
    <DataTable
      caption={t('sights.others')}
      rows={others}
      rowKey={(other) => other.key}
      columns={[
        { key: 'who', header: t('sights.who'), rowHeader: true, cell: (other) => <Who name={other.name} capacity={other.actorKind} organisation={other.organisation} /> },
        { key: 'looked', header: t('sights.looked'), cell: (other) => <Looked looks={other} name={other.name} trail={other.trail} {...about} /> },
      ]}
    />
  );
}

function Who({ name, capacity, organisation }: { name: string | null; capacity: string; organisation: string | null }) {
  const t = useText('audit');
  const line = [isCapacity(capacity) ? t(`as.${capacity}`) : null, organisation].filter((part) => part !== null).join(', ');
  return <>{name ?? t('who.unknown')}{line !== '' && <span className="sub">{line}</span>}</>;
}

function Why({ reasons, zone }: { reasons: SightTold['reasons']; zone: string }) {
  const t = useText('accounting');
  return (
    <ul className="stack-2">
      {reasons.map(({ because, reach, when }) => (
        <li key={because}>
          {t(`because.${because}`)}
          <span className="sub">{t(`reach.${reach}`)}</span>
          {when.map(({ from, until }) => (
            <span className="sub" key={from}><TimeText at={from} form="shortDayYearTime" zone={zone} />{' – '}<TimeText at={until} form="shortDayYearTime" zone={zone} /></span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Looked({ looks, name, trail, zone }: About & WithTrail & { looks: Looks | null; name: string | null }) {
  const t = useText('accounting');
  if (!looks) return <span className="quiet">{t('sights.never')}</span>;
  const times = t('sights.times', { count: looks.count });
  return (
    <>
      {name === null || trail === null ? times : <Link to={trail} prefetch="none" aria-label={t('sights.in-trail', { name })}>{times}</Link>}
      <span className="sub">{t('sights.last')} <TimeText at={looks.lastAt} form="shortDayYearTime" zone={zone} /></span>
    </>
  );
}
