import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { NextDoor } from '../ui/next-door.tsx';

export const handle = pageTitle('visits', 'title.appointment');

/** After a visitor went away: nothing is kept on this device. */
export default function VisitLeft() {
  const t = useText('visits');
  return (
    <FamilyFrame zone="UTC">
      <div className="visitor-door"><NextDoor kind="shut" label={t('goodbye.title')} className="visitor-door__picture" /><div className="stack-4"><h1>{t('goodbye.title')}</h1><p className="soft">{t('goodbye.text')}</p></div></div>
    </FamilyFrame>
  );
}
