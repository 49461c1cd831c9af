import { z } from '../http/schema.ts';
import { addDays } from '../time/zone.ts';

/** Schools by id: those of the partnership, whose list every member knows; what is none of them names nothing. */
const schools = z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.string().max(60)).max(500));

/** The schools that are ticked. `sure` names what whoever sends it has seen. */
export const servedForm = z.object({ schools, sure: z.string().optional() });

/** A weekday at a school from a date, until a last date where one is typed. `sure` names what whoever sends it has seen. */
export const onSiteForm = z.object({
  school: z.string({ error: 'choose' }).regex(/^[0-9a-f-]{36}$/, 'choose'),
  weekday: z.number({ error: 'choose' }).int('choose').min(1, 'choose').max(7, 'choose'),
  fromDate: z.iso.date({ error: 'date' }),
  lastDate: z.iso.date({ error: 'date' }).optional(),
  sure: z.string().optional(),
}).refine(({ fromDate, lastDate }) => lastDate === undefined || fromDate <= lastDate, { path: ['lastDate'], error: 'order' });

/** Ranges are half-open; people name the last day that counts. */
export const dayAfter = (lastDate: string | undefined): string | null => (lastDate === undefined ? null : addDays(lastDate, 1));
