import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import { record } from '../audit/record.server.ts';
import { LANGUAGE_CODES, type Language } from '../i18n/languages.ts';
import { purposes, requiredPurposes } from './purposes.ts';
import type { DocumentText, DocumentTexts } from './texts/document.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';

/** What Hallway brings along. A partnership may publish words of its own as the next version; these are a beginning and no legal advice. */
const ours: Readonly<Record<Language, DocumentTexts>> = { en, es };

/**
 * Publishes one version of the four consent documents, in every language, for the acting partnership (coordinator, privacy officer, job).
 * A version that is there already stays as it is, whatever its words: published texts never change. From now on the highest version is the
 * one that families are asked; what was signed before stays signed.
 */
export async function publishDocuments(tx: Tx, version = 1, texts: Readonly<Record<Language, DocumentTexts>> = ours): Promise<void> {
  for (const purpose of purposes) {
    const id = randomUUID();
    const { count } = await tx.execute(sql`
      insert into consent_document (partnership_id, id, purpose, version, required)
      values (ctx_partnership(), ${id}, ${purpose}, ${version}, ${requiredPurposes.includes(purpose)})
      on conflict on constraint a_version_is_published_once do nothing`);
    if (count === 0) continue;
    for (const language of LANGUAGE_CODES) {
      const text = texts[language][purpose];
      await tx.execute(sql`
        insert into consent_text (partnership_id, document_id, language, title, summary, body, sha256)
        values (ctx_partnership(), ${id}, ${language}, ${text.title}, ${text.summary}, ${text.body}, ${textSha256(language, text)})`);
    }
    await record(tx, { action: 'consent.published', subject: { kind: 'consent-document', id }, body: { purpose, version } });
  }
}

/** SHA-256 over the canonical JSON of language, title, summary and body: names exactly these words. */
export function textSha256(language: string, { title, summary, body }: DocumentText): Buffer {
  return createHash('sha256').update(canonicalJson({ body, language, summary, title })).digest();
}
