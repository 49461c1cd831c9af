import { contentLines, type ContentLine } from './content-line.ts';

/** A component of a calendar: VCALENDAR, VEVENT, VTIMEZONE … with its lines and the components in it. */
export type Component = { readonly name: string; readonly lines: readonly ContentLine[]; readonly parts: readonly Component[] };

/** What a text holds. `complete` says that every component that began was ended: a download that broke off is not complete. */
export type Components = { readonly calendars: readonly Component[]; readonly complete: boolean };

/** As deep as anything nests that is meant: a reminder in an event in a calendar, and room besides. */
const mostNested = 16;

type Open = { name: string; lines: ContentLine[]; parts: Open[] };

/**
 * Reads the components of a text. A component whose end is missing ends where the next of its kind begins, or with the text;
 * what nests deeper than anything that is meant ends the component around it.
 */
export function componentsOf(text: string): Components {
  const calendars: Open[] = [];
  let open: Open[] = [];
  let complete = true;
  const begin = (name: string) => {
    const component: Open = { name, lines: [], parts: [] };
    const around = open.at(-1);
    if (around) around.parts.push(component);
    else if (name === 'VCALENDAR') calendars.push(component);
    open.push(component);
  };
  for (const line of contentLines(text)) {
    const name = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN') {
      const same = open.findIndex((component) => component.name === name);
      if (same >= 0) {
        complete = false;
        open = open.slice(0, same);
      }
      if (open.length >= mostNested) {
        complete = false;
        open = open.slice(0, mostNested - 1);
      }
      begin(name);
    } else if (line.name === 'END') {
      const ended = open.findLastIndex((component) => component.name === name);
      if (ended < 0) continue;
      if (ended < open.length - 1) complete = false;
      open = open.slice(0, ended);
    } else open.at(-1)?.lines.push(line);
  }
  return { calendars, complete: complete && open.length === 0 };
}

/** The first line of that name, if the component has one. */
export const lineOf = (component: Component, name: string): ContentLine | undefined => component.lines.find((line) => line.name === name);

/** The value of that line, trimmed; an empty text where there is none. */
export const valueOf = (component: Component, name: string): string => lineOf(component, name)?.value.trim() ?? '';
