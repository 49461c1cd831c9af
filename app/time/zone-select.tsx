import { zoneText } from '../i18n/moment-text.ts';
import { useLanguage } from '../i18n/use-text.tsx';
import { usZones } from './us-zones.ts';
import { Select } from '../ui/select.tsx';

interface ZoneSelectProps {
  id?: string;
  name: string;
  label: string;
  hint?: string;
  defaultValue: string;
  errors?: readonly string[] | undefined;
  /** An instant at which the names are right: now, as the database sees it. */
  at: string;
}

/** The clock that wall times are on: the zones of the United States, and whichever was kept before. */
export function ZoneSelect({ at, defaultValue, ...select }: ZoneSelectProps) {
  const language = useLanguage();
  const zones = [...new Set<string>([...usZones, defaultValue])];
  return <Select {...select} defaultValue={defaultValue} empty={null} options={zones.map((value) => ({ value, label: `${zoneText(at, value, language)} · ${value.split('/').at(-1)?.replace(/_/g, ' ')}` }))} />;
}
