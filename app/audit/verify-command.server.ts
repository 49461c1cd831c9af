import { connect } from '../../db/connect.server.ts';
import { readConfig } from '../http/config.server.ts';
import { describeSurprise } from '../http/surprise.ts';
import type { Text } from '../i18n/catalogue.ts';
import { textFor } from '../i18n/text.server.ts';
import { breakText } from './break-text.ts';
import { checkTrail, type TrailCheck } from './check-trail.server.ts';
import { newestSealOutside } from './newest-seal.server.ts';
import type { NewestSeal } from './trail-verdict.server.ts';

/**
 * `npm run audit:verify`: reads every entry and every seal and says whether all is as it was written.
 * @returns the exit code: 0 when the trail holds, 1 when it is broken (the first break is named), 2 when it could not be read
 */
export async function main(_args: readonly string[]): Promise<number> {
  const t = textFor('en', 'audit');
  const config = readConfig(process.env);
  const sealer = connect(config.databaseSealerUrl, { max: 1 });
  try {
    const outside = config.newestSealPath === null ? null : await newestSealOutside(config.newestSealPath);
    const check = await checkTrail(sealer, config.auditKey, outside);
    process.stdout.write(`${checkText(check, outside, t).join('\n')}\n`);
    return check.broken === null ? 0 : 1;
  } catch (error) {
    // A query's own message repeats its values; the class and code say enough.
    const { name, code, cause } = describeSurprise(error);
    process.stderr.write(`${t('verify.impossible')} ${cause?.code ?? code ?? name}\n`);
    return 2;
  } finally {
    await sealer.close();
  }
}

/** What the command prints, line by line. */
export function checkText(check: TrailCheck, outside: NewestSeal | null, t: Text<'audit'>): string[] {
  if (check.broken !== null) return [t('verify.broken'), breakText(check.broken, t)];
  return [
    t('verify.holds', { count: check.newest?.n ?? 0 }),
    t('verify.rows', { count: check.sealedRows }),
    check.tailRows === 0 ? t('verify.tail', { count: 0, since: '' }) : t('verify.tail', { count: check.tailRows, since: check.tailSince ?? '' }),
    outside === null ? t('verify.no-outside') : t('verify.outside', { n: outside.n }),
  ];
}
