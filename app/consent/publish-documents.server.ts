import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { LANGUAGE_CODES } from '../i18n/languages.ts';
import type { DocumentText } from './document-text.ts';
import { documents, documentsVersion } from './documents.ts';
import { isRequired, purposes } from './purposes.ts';

/**
 * Publishes the texts that families are asked to sign, in all languages, in the acting partnership; does nothing where this version is
 * published already. For coordinators, privacy officers and jobs (seed, set-up). Published words never change: the database refuses it.
 */
export async function publishDocuments(tx: Tx): Promise<void> {
  for (const purpose of purposes) {
    const id = randomUUID();
    const { count } = await tx.execute(sql`
      insert into consent_document (partnership_id, id, purpose, version, required)
      values (ctx_partnership(), ${id}, ${purpose}, ${documentsVersion}, ${isRequired(purpose)}) on conflict do nothing`);
    if (count === 0) continue;
    for (const language of LANGUAGE_CODES) {
      const text = documents[language][purpose];
      await tx.execute(sql`
        insert into consent_text (partnership_id, document_id, language, title, summary, body, sha256)
        values (ctx_partnership(), ${id}, ${language}, ${text.title}, ${text.summary}, ${text.body}, ${textSha256(text)})`);
    }
  }
}

/** SHA-256 over the words of a document as published: title, summary, body, parted by line feeds. */
export function textSha256({ title, summary, body }: DocumentText): Buffer {
  return createHash('sha256').update([title, summary, body].join('\n')).digest();
}
