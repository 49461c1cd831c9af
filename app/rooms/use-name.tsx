import { useText } from '../i18n/use-text.tsx';
import type { OutOfOrderReason, UseKind } from './room-use.ts';

/** What a use is called: the school's own words, else its kind. */
export function UseName({ kind, words }: { kind: UseKind; words: string }) {
  const t = useText('rooms');
  return words === '' ? <>{t(`kind.${kind}`)}</> : <>{words} <span className="soft">({t(`kind.${kind}`)})</span></>;
}

/** Why a room is out of order, with the school's own words. */
export function OutOfOrderName({ reason, words }: { reason: OutOfOrderReason; words: string }) {
  const t = useText('rooms');
  return <>{t(`reason.${reason}`)}{words !== '' && <span className="soft">: {words}</span>}</>;
}
