import { useCallback, useEffect, useRef, useState } from 'react';
import { fetchedHeader } from '../http/fetched-by-page.ts';
import { warnSeconds } from './idle.ts';
import type { SessionWord } from './session-word.ts';

/** A page in use says so this often at most. */
const saidEveryMs = 20_000;
/** Without any reason the server is asked this often: another device may have ended the session; a demo's clock may have been moved. */
const askedEveryMs = { real: 30_000, demo: 5_000 };
const signsOfUse = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

export type IdleWatch = {
  /** Seconds until the end, while the page warns; else null. */
  leftSeconds: number | null;
  /** "Stay signed in". */
  stay: () => void;
};

/**
 * Watches over the idle limit in a page. The server decides: the page tells it when somebody types or moves, asks how much time is left, and leaves for
 * the sign-in page when there is none. All tabs of a browser share one session; what happens in one is told to the others, who then ask.
 *
 * @param signedIn what the server said when it drew the page; a new object whenever it was drawn anew
 * @param leave called once, when the session is over
 */
export function useIdleWatch(signedIn: { leftSeconds: number | null }, isDemo: boolean, leave: () => void): IdleWatch {
  const endsAtMs = useRef<number | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  const warning = left !== null;
  const said = useRef({ atMs: 0, doubts: false, tabs: null as BroadcastChannel | null });
  const again = useRef<() => Promise<void>>(async () => {});

  const hear = useCallback((word: SessionWord) => {
    if (!word.open) {
      // Another tab may just have confirmed who sits here: the session then goes on under another cookie. So it is asked twice.
      if (said.current.doubts) return leave();
      said.current.doubts = true;
      setTimeout(() => void again.current(), 500);
      return;
    }
    said.current.doubts = false;
    endsAtMs.current = word.leftSeconds === null ? null : performance.now() + word.leftSeconds * 1000;
    setLeft(word.leftSeconds !== null && word.leftSeconds <= warnSeconds ? word.leftSeconds : null);
  }, [leave]);

  const ask = useCallback(async (method: 'GET' | 'POST') => {
    const answer = await fetch('/session', { method, headers: { Accept: 'application/json', ...(method === 'GET' && { [fetchedHeader]: '1' }) } }).catch(() => null);
    // A server that does not answer has not ended anything: the next question comes soon.
    if (answer?.ok) hear((await answer.json()) as SessionWord);
  }, [hear]);

  useEffect(() => {
    again.current = () => ask('GET');
  }, [ask]);

  const stay = useCallback(() => {
    said.current.atMs = performance.now();
    void ask('POST').then(() => said.current.tabs?.postMessage('used'));
  }, [ask]);

  useEffect(() => {
    endsAtMs.current = signedIn.leftSeconds === null ? null : performance.now() + signedIn.leftSeconds * 1000;
    said.current.tabs?.postMessage('used');
  }, [signedIn]);

  useEffect(() => {
    const { current } = said;
    current.tabs = new BroadcastChannel('hallway-session');
    current.tabs.onmessage = () => void ask('GET');
    return () => {
      current.tabs?.close();
      current.tabs = null;
    };
  }, [ask]);

  useEffect(() => {
    // While the page warns, only its button counts: a hand that brushes the mouse is no answer.
    if (warning) return;
    const use = () => {
      if (performance.now() - said.current.atMs > saidEveryMs) stay();
    };
    for (const sign of signsOfUse) window.addEventListener(sign, use, { passive: true });
    return () => {
      for (const sign of signsOfUse) window.removeEventListener(sign, use);
    };
  }, [warning, stay]);

  useEffect(() => {
    let askedAtMs = performance.now();
    const look = () => {
      const nowMs = performance.now();
      const leftMs = endsAtMs.current === null ? Infinity : endsAtMs.current - nowMs;
      const isDue = nowMs - askedAtMs > askedEveryMs[isDemo ? 'demo' : 'real'] || (!warning && leftMs <= warnSeconds * 1000) || leftMs <= 0;
      if (isDue && nowMs - askedAtMs > 1_000) {
        askedAtMs = nowMs;
        void ask('GET');
      } else if (warning) setLeft(Math.max(0, Math.ceil(leftMs / 1000)));
    };
    const onSight = () => {
      if (document.visibilityState === 'visible') void ask('GET');
    };
    const timer = setInterval(look, 1_000);
    document.addEventListener('visibilitychange', onSight);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onSight);
    };
  }, [ask, isDemo, warning]);

  return { leftSeconds: left, stay };
}
