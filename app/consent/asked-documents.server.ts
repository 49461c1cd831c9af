import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { Language } from '../i18n/languages.ts';
import { fillNames, type Names } from './fill-names.ts';
import { purposes, type Purpose } from './purposes.ts';

/** One document as it is put before a family: its newest version, in one language, with the names filled in. */
export type AskedDocument = { purpose: Purpose; documentId: string; version: number; required: boolean; title: string; summary: string; body: string };

/** The documents that a family is asked to decide about now, in their order. */
export async function askedDocuments(tx: Tx, language: Language, names: Names): Promise<AskedDocument[]> {
  const rows = await tx.execute<AskedDocument>(sql`
    select distinct on (d.purpose) d.purpose, d.id as "documentId", d.version, d.required, t.title, t.summary, t.body
    from consent_document d join consent_text t on t.partnership_id = d.partnership_id and t.document_id = d.id
    where d.partnership_id = ctx_partnership() and t.language = ${language} order by d.purpose, d.version desc`);
  return purposes.map((purpose) => {
    const document = rows.find((row) => row.purpose === purpose);
    if (!document) throw new Error(`no consent document is published for ${purpose}`);
    return { ...document, title: fillNames(document.title, names), summary: fillNames(document.summary, names), body: fillNames(document.body, names) };
  });
}

/** Names exactly the words that were on the screen, in hex: what comes back with the form must be what is signed. */
export function shownSha256(documents: readonly AskedDocument[]): string {
  return createHash('sha256').update(JSON.stringify(documents.map(({ documentId, title, summary, body }) => [documentId, title, summary, body]))).digest('hex');
}
