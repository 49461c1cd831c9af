import type { Config } from '../http/config.server.ts';
import { openTyped, sealTyped } from '../sealed/typed-names.server.ts';
import { exported, trailFilter, type TrailFilter } from './trail-filter.ts';

type SearchConfig = Pick<Config, 'sessionSecret'>;

/** What of the trail an address asks for: names stand in it sealed alone, and one that stands there as typed is not looked at. */
export function trailAsked(config: SearchConfig, request: Request): TrailFilter {
  const { searchParams } = new URL(request.url);
  return trailFilter(searchParams, openTyped(config, searchParams.get('asked')));
}

/** The address of the trail as a form asks for it. */
export function trailSearchPath(config: SearchConfig, form: FormData): string {
  const text = (name: string): string => { const value = form.get(name); return typeof value === 'string' ? value : ''; };
  const typed = new URLSearchParams({ asked: sealTyped(config, { student: text('student'), person: text('person') }), studentId: text('studentId'), day: text('day'), kind: text('kind') });
  const search = exported(trailFilter(typed)).toString();
  return search === '' ? '/trail' : `/trail?${search}`;
}

/** The address of what one person did about a student. */
export function trailOfPath(config: SearchConfig, studentId: string, person: string): string {
  return `/trail?${new URLSearchParams({ studentId, asked: sealTyped(config, { person }) })}`;
}
