import { Link, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Bar } from '../ui/bar.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { Sheet } from '../ui/section.tsx';
import type { RosterImport } from './imports.server.ts';

const LOOK_EVERY_MS = 1_000;

/** How far an import is, in rows of rows. It looks again by itself; without a script there is a link. */
export function RunningImport({ one }: { one: RosterImport }) {
  const t = useText('rosterImport');
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
  const all = one.rowsInFiles ?? 0;
  const writing = all > 0 && one.rowsRead >= all;
  return (
    <Sheet title={t('running.title')}>
      <div className="stack-3">
        <Bar value={one.rowsRead} most={Math.max(1, all)} />
        <LiveRegion>{writing ? t('running.writing', { all }) : t('running.rows', { read: one.rowsRead, all })}</LiveRegion>
        <p className="small soft">{t('running.leave')}</p>
        <p><Link to={`/roster/imports/${one.id}`}>{t('running.again')}</Link></p>
      </div>
    </Sheet>
  );
}
