/**
 * The words of one consent document in one language, with places for names in braces: `{student}`, `{school}`, `{agencies}`, `{guardian}`, `{until}`.
 *
 * `body` is plain text: a line that begins with `## ` is a heading, one that begins with `- ` a point of a list, any other line a paragraph.
 */
export type DocumentText = { readonly title: string; readonly summary: string; readonly body: string };

/** Whose names stand in a document. `until` is the last day on which it holds, in words of the document's language. */
export type Named = Readonly<{ student: string; school: string; agencies: string; guardian: string; until: string }>;

const place = /\{(\w+)\}/g;

/** The text with its names filled in. A place that nobody fills is a mistake in the document and throws, so that nobody signs a gap. */
export function filledIn(text: string, names: Named): string {
  return text.replace(place, (_, name: string) => {
    const filler = Object.hasOwn(names, name) ? names[name as keyof Named] : undefined;
    if (filler === undefined) throw new Error(`a consent document names {${name}}, which nothing fills`);
    return filler;
  });
}

/** A document with its names filled in. */
export function filledDocument({ title, summary, body }: DocumentText, names: Named): DocumentText {
  return { title: filledIn(title, names), summary: filledIn(summary, names), body: filledIn(body, names) };
}

/** The places that a text leaves for names, each once, in order of the alphabet. */
export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(place)].map(([, name]) => name ?? ''))].sort();
}
