import { z } from '../http/schema.ts';
import type { BellFiles } from './bell-plus.ts';

/** A school's files are a few kilobytes; more than this is something else. */
export const BELL_FILE_BYTES = 40_000;

/** The bells of a file on their way in: the files' text as it came, and from when to when they hold. `seen` holds what the last look ahead was about. */
export const bellsImportForm = z.object({
  schedules: z.string({ error: 'required' }).max(BELL_FILE_BYTES),
  calendar: z.string().max(BELL_FILE_BYTES).default(''),
  meta: z.string().max(BELL_FILE_BYTES).default(''),
  name: z.string({ error: 'required' }).trim().min(1, 'required').max(40, 'tooLong'),
  fromDate: z.iso.date({ error: 'date' }),
  lastDay: z.iso.date({ error: 'date' }).optional(),
  seen: z.string().max(100).optional(),
  save: z.string().max(5).optional(),
}).superRefine(({ fromDate, lastDay }, context) => {
  if (lastDay !== undefined && lastDay < fromDate) context.addIssue({ code: 'custom', path: ['lastDay'], message: 'order' });
});

/** The files of a form that cannot be taken as it is, so that they need not be chosen again; null when it brings none that could be read. */
export function filesSent(payload: Readonly<Record<string, unknown>>): BellFiles | null {
  const textOf = (file: keyof BellFiles) => (typeof payload[file] === 'string' ? payload[file] : '');
  const files = { schedules: textOf('schedules'), calendar: textOf('calendar'), meta: textOf('meta') };
  return files.schedules === '' || Object.values(files).some((text) => text.length > BELL_FILE_BYTES) ? null : files;
}

/** Which of a school's files is which, by name, else by what stands in it; null when none holds bells. */
export function bellFilesAmong(files: readonly { name: string; text: string }[]): BellFiles | null {
  const found = { schedules: '', calendar: '', meta: '' };
  for (const file of files) {
    if (/\.json$/i.test(file.name) || file.text.trimStart().startsWith('{')) found.meta = file.text;
    else if (/^\s*\*\s*(default week|special days)/im.test(file.text)) found.calendar = file.text;
    else found.schedules = file.text;
  }
  return /^\s*\*\s*\S/m.test(found.schedules) && /^\s*\d{1,2}:\d\d\s/m.test(found.schedules) ? found : null;
}
