import { useText } from '../i18n/use-text.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import type { TimetableLine } from './timetable.ts';

/** A line a period: its course, with the roster's as offers, and whether the student is not taken out of it. */
export function TimetableFields({ lines, courses }: { lines: readonly TimetableLine[]; courses: readonly string[] }) {
  const t = useText('schoolTime');
  return (
    <>
      <datalist id="courses">{courses.map((title) => <option key={title} value={title} />)}</datalist>
      <div className="timetable">
        {lines.map((line, at) => {
          const name = line.dayTypeName === null ? line.periodName : t('timetable.period-on', { period: line.periodName, day: line.dayTypeName });
          return (
            <fieldset key={`${line.periodName} ${line.dayTypeName ?? ''}`} className="timetable__line">
              <legend>{name}</legend>
              <input type="hidden" name={`lines[${at}].periodName`} value={line.periodName} />
              <input type="hidden" name={`lines[${at}].dayTypeName`} value={line.dayTypeName ?? ''} />
              <TextField label={t('timetable.course')} optional name={`lines[${at}].course`} defaultValue={line.course} list="courses" maxLength={100} autoComplete="off" />
              <Checkbox label={t('timetable.protected')} name={`lines[${at}].protected`} defaultChecked={line.protected} />
            </fieldset>
          );
        })}
      </div>
    </>
  );
}
