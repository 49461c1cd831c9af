import {
  BellRing, CalendarClock, CalendarPlus, CalendarSearch, ClipboardCheck, Construction, DatabaseBackup, DoorOpen, FileSearch, GraduationCap, HandHelping, Hourglass, IdCard, Languages, LifeBuoy, MailQuestion, MailWarning, MapPin, MessagesSquare, PhoneCall, RotateCw, ShieldAlert, Signpost, Siren,
  UserRoundCheck, UserRoundPlus, UserRoundSearch, Users, type LucideIcon,
} from 'lucide-react';
import { dateText, momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { isConcern } from '../caseload/practice-codes.ts';
import { ButtonLink } from '../ui/button.tsx';
import { NeedsYou } from '../ui/needs-you.tsx';
import { useZone } from '../ui/zone.tsx';
import type { Need, NeedKind } from './need.ts';

const iconOf: Record<NeedKind, LucideIcon> = {
  safety: ShieldAlert, 'safety-taken': HandHelping, 'emergency-open': Siren, 'emergency-review': ClipboardCheck, 'emergency-late': ClipboardCheck, 'emergency-alone': UserRoundPlus, 'emergency-alone-here': UserRoundPlus, recovery: LifeBuoy, 'must-move': CalendarClock, 'time-against': CalendarClock, 'no-interpreter': Languages, 'wants-to-talk': MessagesSquare, triage: FileSearch, 'ask-family': Users, 'no-answer': PhoneCall, 'school-incomplete': MapPin, guardianships: UserRoundCheck, 'no-rooms': DoorOpen, 'use-out-of-order': Construction,
  'no-bells': BellRing, offer: UserRoundSearch, 'find-time': CalendarSearch, attendance: ClipboardCheck, 'license-ends': IdCard, 'no-hours': CalendarSearch, 'no-license': IdCard, waiting: UserRoundSearch,
  'left-school': Signpost, late: Hourglass, book: CalendarSearch, 'mail-failed': MailWarning, 'no-roster': GraduationCap, 'backup-failed': DatabaseBackup, 'backup-late': DatabaseBackup, 'mail-waits': MailWarning, 'jobs-failed': RotateCw,
  'no-school-year': CalendarPlus, 'no-birth-date': GraduationCap, 'no-counselor': UserRoundPlus, 'no-agency': Users, 'no-therapist': UserRoundPlus, 'guardianships-many': UserRoundCheck, 'without-license': IdCard, 'licenses-end': IdCard,
  invitations: MailQuestion,
};

/** What needs the reader, each with the one thing to do about it. */
export function NeedsList({ needs }: { needs: readonly Need[] }) {
  const t = useText('today');
  const c = useText('caseload');
  const language = useLanguage();
  const zone = useZone();
  const say = (when: string | null) => (when === null ? '' : when.includes('T') ? momentText(when, zone, language, 'dayTime') : dateText(when, language));
  return (
    <NeedsYou needs={needs.map((need) => {
      const values = { name: need.kind === 'offer' && isConcern(need.name) ? c(`concern.${need.name}`) : need.name, count: need.count, when: say(need.when) };
      return {
        key: `${need.kind} ${need.to}`, icon: iconOf[need.kind], title: t(`need.${need.kind}`, values), detail: t(`need.${need.kind}.detail`, values),
        action: <ButtonLink to={need.to} prefetch="none">{t(`need.${need.kind}.action`)}</ButtonLink>,
      };
    })} />
  );
}
