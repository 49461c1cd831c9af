import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import type { Text } from '../i18n/catalogue.ts';
import { byteOrderMark, csvLine } from './csv-line.ts';
import { record } from './record.server.ts';
import type { TrailFilter } from './trail-filter.ts';
import { trailHeadings, trailLine } from './trail-line.ts';
import { trailCount, trailPage, type TrailPage } from './trail.server.ts';

const ENTRIES_AT_ONCE = 500;

/**
 * All entries that fit, as the text of a CSV file, page by page and each in a transaction of its own, newest first: what is written meanwhile lies
 * before the first page and is not in it. The export stands in the trail before anything of it leaves; what was searched for by name stands there
 * as the fact that it was, as the trail is not encrypted.
 * Whether what the filter names is the actor's to see is asked before (`asksForKnown`).
 */
export async function exportTrail(db: Database, actor: Actor, filter: TrailFilter, zone: string, say: Text<'audit'>): Promise<ReadableStream<Uint8Array>> {
  const all = { ...filter, before: null };
  const first = await asActor(db, actor, 'trail.export', async (tx) => {
    const page = await trailPage(tx, all, zone, ENTRIES_AT_ONCE);
    const entries = await trailCount(tx, all, zone);
    const { studentId, day, kind } = filter;
    await record(tx, { action: 'trail.exported', ...(studentId !== null && { studentId }), body: { entries, day, kind, byStudentName: filter.student !== '', byPersonName: filter.person !== '' } });
    return page;
  });
  const next = (before: string): Promise<TrailPage> => asActor(db, actor, 'trail.export', (tx) => trailPage(tx, { ...all, before }, zone, ENTRIES_AT_ONCE));
  return streamOf(linesOf(first, next, say));
}

async function* linesOf(first: TrailPage, next: (before: string) => Promise<TrailPage>, say: Text<'audit'>): AsyncGenerator<string, void> {
  yield byteOrderMark + csvLine(trailHeadings(say));
  for (let page = first; ; page = await next(page.earlier)) {
    yield page.entries.map((entry) => csvLine(trailLine(entry, say))).join('');
    if (page.earlier === null) return;
  }
}

function streamOf(lines: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  return new ReadableStream({
    pull: async (stream) => {
      const { value, done } = await lines.next();
      if (done) stream.close();
      else stream.enqueue(text.encode(value));
    },
    cancel: () => void lines.return(),
  });
}
