import { useState } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Choice } from '../ui/choice.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { attendanceCauses } from './absence-cause.ts';
import { attendanceStatuses, causeField, statusField } from './attendance-form.ts';
import type { AttendanceLine } from './attendance-record.server.ts';

/** One participant: what the record shows, and the therapist's word about it. An absence asks for its cause. */
export function AttendanceFields({ line, suggest }: { line: AttendanceLine; suggest: boolean }) {
  const t = useText('visits');
  const start = line.confirmed ?? (suggest ? line.proposed : null);
  const [status, setStatus] = useState<string | null>(start?.status ?? null);
  return (
    <Section title={<>{line.name} <span className="soft">{t(`part.${line.part}`)}</span></>}>
      <div className="stack-3">
        <p className="small">
          {line.stays.length === 0 ? t('attendance.notSeen') : line.stays.map((stay, n) => <span key={stay.from}>{n > 0 && ', '}<TimeText at={stay.from} until={stay.until} /></span>)}
          {line.stays.length > 0 && ` · ${t('attendance.minutes', { count: line.minutes })}`}
          {line.doubtMinutes > 1 && ` · ${t('attendance.doubt', { count: line.doubtMinutes })}`}
        </p>
        <Choice
          legend={t('attendance.status', { name: line.name })}
          name={statusField(line.personId)}
          layout="equal"
          options={attendanceStatuses.map((one) => ({ value: one, label: t(`status.${one}`), ...(!line.confirmed && start?.status === one && { hint: t('attendance.proposed') }) }))}
          {...(start && { defaultValue: start.status })}
          onChange={setStatus}
        />
        {status === 'absent' && (
          <Select
            label={t('attendance.cause')}
            name={causeField(line.personId)}
            options={attendanceCauses.map((cause) => ({ value: cause, label: t(`cause.${cause}`) }))}
            {...(start?.cause && { defaultValue: start.cause })}
          />
        )}
      </div>
    </Section>
  );
}
