import type { Translation } from '../i18n/catalogue.ts';
import { http as english } from '../i18n/en/http.ts';
import { http as spanish } from '../i18n/es/http.ts';

/** What stopped a request before, or beneath, the pages. */
export type LastWord = 'other-origin' | 'unknown-host' | 'not-encrypted' | 'too-large' | 'surprise';

const statusOf: Record<LastWord, number> = { 'other-origin': 403, 'unknown-host': 421, 'not-encrypted': 426, 'too-large': 413, surprise: 500 };

/**
 * The page that is shown when no page can be: no framework, no database, both languages one under the other.
 *
 * @param home the portal's own origin, where it leads back to
 * @param number names the request in the log, for whoever asks for help
 */
export function lastWord(word: LastWord, it: { nonce: string; home: string; number: string }): { status: number; html: string } {
  const part = (lang: string, text: Translation<typeof english>) =>
    `<section lang="${lang}"><h1>${text[`${word}.title`]}</h1><p>${text[`${word}.text`]}</p><p><a href="${it.home}/">${text.home}</a></p></section>`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/favicon.svg" type="image/svg+xml">
<title>${english[`${word}.title`]}</title>
<style nonce="${it.nonce}">:root{color-scheme:light dark}body{font:18px/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}h1{font-size:1.5rem}section+section{margin-top:2rem;border-top:1px solid}</style>
</head><body><main>${part('en', english)}${part('es', spanish)}</main><footer><p><small>${it.number}</small></p></footer></body></html>`;
  return { status: statusOf[word], html };
}
