import type { Answers, Purpose } from './purposes.ts';

/** What was signed, before it becomes text. Everything is in words of `language` already, but for ids and the instant. */
export type ToSign = Readonly<{
  documents: readonly Readonly<{ purpose: Purpose; version: number; title: string; summary: string; body: string }>[];
  answers: Answers;
  student: string;
  school: string;
  agencies: readonly string[];
  guardian: string;
  /** The name as the signer typed it. */
  signedName: string;
  /** The sentence that the signer ticked. */
  statement: string;
  /** ISO 8601 in UTC, and the same moment as people at the school say it. */
  signedAt: string;
  signedAtWords: string;
  /** The last day on which the answers hold, in words. */
  until: string;
}>;

/** The words around the documents: the `consent` catalogue in the language that was signed. */
export type SignedWords = Readonly<Record<'title' | 'student' | 'school' | 'agencies' | 'guardian' | 'until' | 'version' | 'answer' | 'yes' | 'no' | 'signature' | 'signedName' | 'signedAt', string>>;

/**
 * The exact text that a signature freezes: all four documents with their names filled in, the answer to each, who signed, and when. Plain text
 * (see `plain-text.ts`), so that it can be read without Hallway. The same input gives the same bytes.
 */
export function signedText(signed: ToSign, words: SignedWords): string {
  const facts = [
    `${words.student}: ${signed.student}`, `${words.school}: ${signed.school}`, `${words.agencies}: ${signed.agencies.join(', ')}`,
    `${words.guardian}: ${signed.guardian}`, `${words.until}: ${signed.until}`,
  ];
  const documents = signed.documents.map(({ purpose, version, title, summary, body }, at) => [
    `# ${at + 1}. ${title}`, `${words.answer}: ${signed.answers[purpose] ? words.yes : words.no}`, summary, body.trim(), `(${purpose}, ${words.version} ${version})`,
  ].join('\n\n'));
  const signature = [`# ${words.signature}`, signed.statement, `- ${words.signedName}: ${signed.signedName}\n- ${words.signedAt}: ${signed.signedAtWords} (${signed.signedAt})`];
  return `${[`# ${words.title}`, facts.map((fact) => `- ${fact}`).join('\n'), ...documents, ...signature].join('\n\n')}\n`;
}
