import { languageNames } from '../i18n/language-names.ts';
import { localeOf } from '../i18n/languages.ts';
import { dateText, momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { BrokenRule } from './hard-rules.ts';
import type { HelpfulChange } from './most-helpful-change.ts';
import type { Reason } from './reasons.ts';

/** A Monday, to name weekdays by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Says what matching decided, in the reader's language: why somebody stands where they stand, why another is out, what would help. */
export function useMatchWords(zone: string) {
  const t = useText('matching');
  const language = useLanguage();
  const locale = localeOf(language);
  const lastDay = (until: string) => dateText(new Date(Date.parse(until) - DAY_MS).toISOString().slice(0, 10), language);
  const half = (weekday: number, part: 'morning' | 'afternoon') =>
    t(`half.${part}`, { day: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + (weekday - 1) * DAY_MS) });

  const reason = (part: Reason): string => {
    if (part.key !== 'can-start') return t(`reason.${part.key}`);
    const day = momentText(new Date(part.startMs).toISOString(), zone, language, 'day');
    return part.periodName ? t('reason.can-start-in', { day, period: part.periodName }) : t('reason.can-start', { day });
  };

  return {
    /** Names, as one reads them aloud. */
    list: (names: readonly string[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names),
    /** One sentence: what speaks for the therapist, then the one thing that does not. */
    sentence(reasons: readonly Reason[]): string {
      const good = reasons.filter((part) => !part.key.startsWith('but-')).map(reason);
      const but = reasons.filter((part) => part.key.startsWith('but-')).map(reason);
      const text = [new Intl.ListFormat(locale, { type: 'conjunction' }).format(good), ...but].join(', ');
      return `${text.charAt(0).toLocaleUpperCase(locale)}${text.slice(1)}.`;
    },
    out(because: BrokenRule, place: 'school' | 'home', agency: string): string {
      switch (because.rule) {
        case 'not-released': return t('out.not-released', { agency });
        case 'license-none': return t('out.license-none', { state: because.state });
        case 'license-ended': return t('out.license-ended', { state: because.state, day: lastDay(because.untilDate) });
        case 'license-later': return t('out.license-later', { state: because.state, day: dateText(because.fromDate, language) });
        case 'age-above': return t('out.age-above', { years: because.fromYears });
        case 'age-below': return t('out.age-below', { years: because.toYears });
        case 'caseload-full': return t('out.caseload-full', { taken: because.taken, limit: because.limit });
        case 'language': return t('out.language', { language: languageNames(language).of(because.language) });
        case 'place': return t(`out.place.${because.place}`);
        case 'declined': return t('out.declined', { day: dateText(because.date, language) });
        case 'not-there': return t(`out.${because.why}`);
        case 'no-slot': return t(place === 'home' ? 'out.no-slot.home' : 'out.no-slot');
        case 'not-engaged': return t('out.not-engaged');
      }
    },
    help(change: HelpfulChange, name: string): string {
      switch (change.change) {
        case 'room-hours': return t('help.room-hours', { name, day: half(change.weekday, change.half) });
        case 'private-room': return t('help.private-room', { name, day: half(change.weekday, change.half) });
        case 'interpreter': return t('help.interpreter', { name, day: half(change.weekday, change.half) });
        case 'guardian-hours': return t('help.guardian-hours', { name, day: half(change.weekday, change.half) });
        case 'therapist-hours': return t('help.therapist-hours', { name, day: half(change.weekday, change.half) });
        case 'caseload-place': return t('help.caseload-place', { name, limit: change.limit });
        case 'license': return t('help.license', { name, state: change.state });
        case 'place': return t(`help.place.${change.place}`, { name });
      }
    },
  };
}
