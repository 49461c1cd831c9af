import type { Text } from '../i18n/catalogue.ts';
import type { Break } from './trail-verdict.server.ts';

/** What is wrong with the trail, in one sentence. */
export function breakText(broken: Break, t: Text<'audit'>): string {
  switch (broken.kind) {
    case 'row-altered':
      return t(broken.log === 'audit_entry' ? 'break.row-altered' : 'break.disclosure-altered', { id: broken.id });
    case 'rows-missing':
      return t('break.rows-missing', { n: broken.n, sealed: broken.sealedRows, found: broken.foundRows });
    default:
      return t(`break.${broken.kind}`, { n: broken.n });
  }
}
