import type { useText } from '../i18n/use-text.tsx';
import type { PasskeyOutcome } from './passkey.client.ts';

const reasons = ['cancelled', 'already', 'unreachable', 'passkey-refused', 'not-fresh', 'link-ended', 'link-spent', 'link-unknown', 'already-set-up'] as const;

/** Why a passkey did not do what it was shown for, in words. */
export function passkeyProblem({ reason, minutes = 15 }: Extract<PasskeyOutcome, { ok: false }>, t: ReturnType<typeof useText<'waysIn'>>): string {
  if (reason === 'too-many-tries') return t('tries.wait', { count: minutes });
  return t(`passkey.${reasons.find((one) => one === reason) ?? 'passkey-refused'}`);
}
