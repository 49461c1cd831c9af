import type { RowFormat } from '../audit/canonical-row.ts';

/** What the HMAC of a signature covers: who signed for whom, in which words, when, and every answer. */
export const signatureFormat: RowFormat = {
  table: 'consent_signature',
  version: 1,
  fields: [
    ['partnership_id', 'uuid'], ['id', 'uuid'], ['request_id', 'uuid'], ['student_id', 'uuid'], ['signer_id', 'uuid'], ['capacity', 'text'], ['guardianship_id', 'uuid'],
    ['language', 'text'], ['text_sha256', 'bytes'], ['signed_at', 'text'], ['answers', 'json'],
  ],
};
