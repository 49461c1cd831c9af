/** The names that may stand in braces in a consent text, and what they are filled with, ready to read in the text's language. */
export const textNames = ['student', 'school', 'agencies', 'counselor', 'until'] as const;
export type TextName = (typeof textNames)[number];
export type Names = Readonly<Record<TextName, string>>;

const brace = /\{([^{}]*)\}/g;

/**
 * Puts the names into a text. What a name holds is not looked at again, so that a person called `{school}` stays one.
 *
 * @throws when the text has a place for a name that there is none of: better no document than one with a hole in it
 */
export function fillNames(text: string, names: Names): string {
  return text.replace(brace, (_, name: string) => {
    if (!isTextName(name)) throw new Error(`A consent text has a place for an unknown name: ${name}.`);
    return names[name];
  });
}

/** Every name that a text has a place for, known or not. */
export function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(brace)].map(([, name]) => name ?? ''))];
}

export function isTextName(name: string): name is TextName {
  return textNames.some((one) => one === name);
}
