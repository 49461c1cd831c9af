import { KeyRound } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { knowsPasskeys, passkeyCeremony, type PasskeyOutcome } from './passkey.client.ts';
import { passkeyProblem } from './passkey-problem.ts';

interface PasskeyButtonProps {
  /** `use` shows a passkey that is there, `make` makes a new one. */
  kind: 'use' | 'make';
  /** Where the portal says what to sign, and where it looks at what was signed. */
  paths: { challenge: string; answer: string };
  /** Goes along with both. */
  fields?: Readonly<Record<string, string>>;
  tone?: 'primary' | 'normal';
  /** Further fields above the button (a name for the passkey); what is typed goes along. */
  children?: ReactNode;
  label: string;
}

type State = 'unready' | 'ready' | 'unable' | 'busy' | Extract<PasskeyOutcome, { ok: false }>;

/** The one thing here that needs a script: the browser hands a passkey to scripts only. Without one it says so, and what else there is. */
export function PasskeyButton({ kind, paths, fields = {}, tone = 'primary', children, label }: PasskeyButtonProps) {
  const t = useText('waysIn');
  const [state, setState] = useState<State>('unready');
  useEffect(() => setState(knowsPasskeys() ? 'ready' : 'unable'), []);
  const press = async (typed: FormData) => {
    setState('busy');
    const outcome = await passkeyCeremony(kind, paths, { ...fields, ...Object.fromEntries([...typed].map(([name, value]) => [name, String(value)])) });
    if (outcome.ok) window.location.assign(outcome.to);
    else setState(outcome);
  };
  const waits = state === 'unready' || state === 'unable' || state === 'busy';
  return (
    <form className="passkey" onSubmit={(event) => { event.preventDefault(); if (!waits) void press(new FormData(event.currentTarget)); }}>
      {children}
      {typeof state === 'object' && <Notice tone="needs" role="alert"><p>{passkeyProblem(state, t)}</p></Notice>}
      <p><Button type="submit" tone={tone} icon={KeyRound} aria-disabled={waits || undefined}>{state === 'busy' ? t('passkey.busy') : label}</Button></p>
      {state === 'unable' && <p className="small soft">{t('passkey.unable')}</p>}
      <noscript><p className="small soft">{t('passkey.noScript')}</p></noscript>
    </form>
  );
}
