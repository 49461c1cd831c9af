import { useText } from '../i18n/use-text.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { Tag } from '../ui/tag.tsx';
import type { LineToType } from './calendar-import-form.ts';
import type { Level } from './calendar-line.ts';
import { closedReasons } from './different-days.ts';

/** A line to confirm: how it is to be kept, and why it stands where it does. */
export type LineShown = LineToType & { readonly group: 'recognised' | 'asks' | 'none'; readonly levels: readonly Level[]; readonly problem: string | null };

/** The lines of a calendar file, in three groups; each can be changed before anything is saved. */
export function CalendarLinesFields({ lines, kinds }: { lines: readonly LineShown[]; kinds: readonly string[] }) {
  const t = useText('schoolTime');
  const numbered = lines.map((line, at) => ({ line, at }));
  return (
    <>
      {(['asks', 'recognised', 'none'] as const).map((group) => {
        const here = numbered.filter(({ line }) => line.group === group);
        return here.length > 0 && (
          <Section key={group} title={t(`lines.${group}`)} count={here.length} needs={group === 'asks'}>
            <p className="soft">{t(`lines.${group}.help`)}</p>
            <ul className="calendar-lines">{here.map(({ line, at }) => <li key={at}><LineFields line={line} at={at} kinds={kinds} /></li>)}</ul>
          </Section>
        );
      })}
    </>
  );
}

function LineFields({ line, at, kinds }: { line: LineShown; at: number; kinds: readonly string[] }) {
  const t = useText('schoolTime');
  const named = line.what.startsWith('kind:') ? [line.what.slice(5)] : [];
  const options = [
    ...[...new Set([...kinds, ...named])].map((name) => ({ value: `kind:${name}`, label: kinds.includes(name) ? t('days.what.kind', { name }) : t('day.unknown', { name }) })),
    ...closedReasons.map((reason) => ({ value: `closed:${reason}`, label: t('days.what.closed', { reason: t(`closed.${reason}`) }) })),
    { value: 'usual', label: t('days.what.usual') },
  ];
  return (
    <fieldset className="calendar-line">
      <legend>{line.label} {line.levels.map((level) => <Tag key={level} tone="needs">{t(`level.${level}`)}</Tag>)}</legend>
      <TextField label={t('days.label')} name={`lines[${at}].label`} defaultValue={line.label} maxLength={200} optional />
      <DateField label={t('days.from')} name={`lines[${at}].from`} defaultValue={line.from} required />
      <DateField label={t('days.last')} name={`lines[${at}].last`} defaultValue={line.last} required errors={line.problem ? [line.problem] : undefined} />
      <Select label={t('lines.becomes')} name={`lines[${at}].what`} defaultValue={line.what} options={options} empty={t('lines.leave-out')} />
    </fieldset>
  );
}
