import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { connect, type Database } from '../../db/connect.server.ts';
import { readConfig } from '../http/config.server.ts';
import { describeSurprise } from '../http/surprise.ts';
import { textFor } from '../i18n/text.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { importRoster, type ImportOutcome } from './import-roster.server.ts';
import { importSummary, refusalSentence, remarkLine } from './import-summary.ts';
import { remarksOf } from './imports.server.ts';

/** Left-out rows that the command prints; all of them stand in the portal. */
const REMARKS_SHOWN = 20;

/**
 * `npm run import -- roster PATH [--made-up] [--source NAME] [--partnership ID] [--json]`: brings a roster in, as the product itself (a job).
 *
 * Prints a summary; with `--json` exactly one line, `{orgs|users|classes|enrollments: {read, refused}}` in rows of the files, or
 * `{refused: {reason, file, line}}`.
 * @returns the exit code: 0 when it is in (rows may have been left out), 1 when the whole was refused, 2 when it could not be tried
 */
export async function main(args: readonly string[]): Promise<number> {
  const t = textFor('en', 'rosterImport');
  const asked = readArgs(args);
  if (!asked) return say(t('command.usage'), 2);
  if (!existsSync(asked.path)) return say(t('command.no-path'), 2);
  const config = readConfig(process.env);
  holdKeys(config);
  const db = connect(config.databaseAppUrl, { max: 3 });
  try {
    const partnerships = asked.partnership === null ? await partnershipsOf(db) : [asked.partnership];
    const [partnershipId] = partnerships;
    if (partnershipId === undefined) return say(t('command.no-partnership'), 2);
    if (partnerships.length > 1) return say(t('command.which-partnership', { ids: partnerships.join(', ') }), 2);
    const actor: Actor = { kind: 'job', partnershipId };
    const outcome = await importRoster(db, actor, asked);
    await print(db, actor, outcome, asked.json);
    return outcome.ok ? 0 : 1;
  } catch (error) {
    // A query's own message repeats its values; the class and code say enough.
    const { name, code, cause } = describeSurprise(error);
    return say(`${t('command.impossible')} ${cause?.code ?? code ?? name}`, 2);
  } finally {
    await db.close();
  }
}

function readArgs(args: readonly string[]) {
  try {
    const options = { 'made-up': { type: 'boolean' }, json: { type: 'boolean' }, source: { type: 'string' }, partnership: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [what, path, ...more] = positionals;
    if (what !== 'roster' || path === undefined || more.length > 0) return null;
    return { path, madeUp: values['made-up'] ?? false, json: values.json ?? false, source: values.source ?? null, partnership: values.partnership ?? null };
  } catch {
    return null;
  }
}

async function partnershipsOf(db: Database): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`select id from gate.partnerships_with_work() as id`);
  return rows.map((row) => row.id);
}

async function print(db: Database, actor: Actor, outcome: ImportOutcome, json: boolean): Promise<void> {
  const t = textFor('en', 'rosterImport');
  if (!outcome.ok) {
    const { reason, file, line } = outcome;
    if (json) process.stdout.write(`${JSON.stringify({ refused: { reason, file, line } })}\n`);
    const hint = reason === 'made-up-not-said' ? ` ${t('command.made-up')}` : '';
    process.stderr.write(`${t('command.refused', { why: refusalSentence(outcome, t) })}${hint}\n`);
    return;
  }
  const { orgs, users, classes, enrollments } = outcome.counts;
  if (json) {
    process.stdout.write(`${JSON.stringify({ orgs, users, classes, enrollments })}\n`);
    return;
  }
  const { remarks, count } = await asActor(db, actor, 'roster.import', (tx) => remarksOf(tx, outcome.importId, { from: 0, most: REMARKS_SHOWN }));
  const lines = [...importSummary(outcome, t), ...remarks.map((remark) => remarkLine(remark, t))];
  if (count > remarks.length) lines.push(t('command.more', { count: count - remarks.length }));
  process.stdout.write(`${lines.join('\n')}\n`);
}

function say(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}
