import { useText } from '../i18n/use-text.tsx';
import { EventLog, type LogEntry } from '../ui/event-log.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { SafetyEvent } from './safety-event.server.ts';
import type { SafetyReport } from './safety-report.ts';
import type { Told } from './who-is-told.server.ts';

/** What showed the danger: which questions were answered with yes, and what somebody wrote. */
export function WhatWasSeen({ report }: { report: SafetyReport | null }) {
  const t = useText('safety');
  if (!report) return <Section title={t('what.title')}><p className="soft">{t('what.erased')}</p></Section>;
  return (
    <Section title={t('what.title')}>
      {report.signals.length > 0 && <ul className="plainlist signals">{report.signals.map((signal) => <li key={signal}>{t(`signal.${signal}`)}</li>)}</ul>}
      {report.words === '' ? report.signals.length === 0 && <p className="soft">{t('what.nothing')}</p> : <p className="prose signals__words">{report.words}</p>}
    </Section>
  );
}

/** Who did what when, newest first. */
export function SafetyLog({ event }: { event: SafetyEvent }) {
  const t = useText('safety');
  const entries: LogEntry[] = (['resolved', 'acknowledged', 'raised'] as const).flatMap((key) => {
    const mark = event[key];
    return mark ? [{ key, when: <TimeText at={mark.at} form="shortDayTime" />, what: t(`log.${key}`, { name: mark.by }) }] : [];
  });
  return <Section title={t('log.title')}><EventLog entries={entries} /></Section>;
}

/** Who sees it in Hallway. */
export function WhoIsTold({ told }: { told: readonly Told[] }) {
  const t = useText('safety');
  const s = useText('shell');
  return (
    <Section title={t('told.title')}>
      <p className="small soft">{t('told.lede')}</p>
      <ul className="plainlist">{told.map(({ name, role }) => <li key={`${name} ${role}`}>{t('told.line', { name, role: s(`role.${role}`) })}</li>)}</ul>
    </Section>
  );
}
