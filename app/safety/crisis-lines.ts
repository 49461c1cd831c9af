/** A number to call in a crisis. `number` is shown as it is dialled from the United States; `text` is where a text message goes, if it takes any. */
export type CrisisLine = Readonly<{ key: 'emergency' | 'lifeline' | 'state' | 'childhelp'; number: string; text?: string; source: string; readOn: string }>;

/**
 * For the whole country. 911 for danger this minute. 988 connects to the crisis center nearest to the caller, day and night; Spanish is
 * option 2 by phone and AYUDA by text. Childhelp helps people who fear that a child is being hurt and finds the state's reporting line; it
 * takes no report itself.
 */
export const nationalLines: readonly CrisisLine[] = [
  { key: 'emergency', number: '911', source: 'https://www.911.gov', readOn: '2026-11-24' },
  { key: 'lifeline', number: '988', text: '988', source: 'https://988lifeline.org/get-help/what-to-expect', readOn: '2026-11-24' },
  { key: 'childhelp', number: '1-800-422-4453', text: '1-800-422-4453', source: 'https://childhelphotline.org/how-it-works', readOn: '2026-11-24' },
];

/** A state's own line, where one is known; elsewhere 988 is the local one. */
const stateLines: Readonly<Record<string, CrisisLine>> = {
  CO: { key: 'state', number: '1-844-493-8255', source: 'https://www.denverpost.com/2014/08/12/colorados-first-mental-health-crisis-hotline-opens/', readOn: '2026-11-24' },
  OH: { key: 'state', number: '1-800-720-9616', source: 'https://www.wdtn.com/news/covid-careline-goes-live-to-help-ohioans-with-their-mental-health/', readOn: '2026-11-24' },
};

/** Every line that helps at a school in this state (postal code; null when the school has none), the most urgent first. */
export function crisisLines(state: string | null): readonly CrisisLine[] {
  const local = state === null ? undefined : stateLines[state];
  return local ? [...nationalLines.slice(0, 2), local, ...nationalLines.slice(2)] : nationalLines;
}
