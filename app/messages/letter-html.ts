import type { Letter } from './letter.ts';

/**
 * The letter as HTML in the manner of the portal: paper, ink, a rule on top, one teal button. The colours are those of the tokens, written out, because
 * mail programs know neither custom properties nor `light-dark()`. Nothing is loaded from anywhere: no picture, no font, no counter.
 */
export function letterHtml(letter: Letter, language: string, direction: 'ltr' | 'rtl'): string {
  const facts = letter.facts.map(
    ({ name, value }) => `<tr><th scope="row" align="start" class="quiet" style="${FACT}color:#5a5c52;font-weight:400;white-space:nowrap">${escaped(name)}</th>`
      + `<td style="${FACT}font-weight:600">${escaped(value)}</td></tr>`,
  );
  return [
    `<!doctype html><html lang="${escaped(language)}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="color-scheme" content="light dark"><title>${escaped(letter.subject)}</title><style>${DARK}</style></head>`,
    `<body class="ground" style="margin:0;padding:24px 12px;background:#f7f1e5;color:#1d2320;font:400 17px/25px ${FONT}">`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">',
    '<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#fffbf2;border-top:3px solid #1d2320"><tr>',
    '<td style="padding:24px;text-align:start">',
    paragraph(letter.greeting),
    ...letter.paragraphs.map((text) => paragraph(text)),
    ...(facts.length === 0 ? [] : ['<table cellpadding="0" cellspacing="0" style="margin:0 0 16px">', ...facts, '</table>']),
    ...(letter.button === null ? [] : [button(letter.button)]),
    ...letter.notes.map((text) => paragraph(text, 'quiet')),
    `<p class="quiet rule" style="margin:24px 0 0;padding-top:12px;border-top:1px solid #dacdb5;color:#5a5c52;font-size:15px;line-height:21px">${escaped(letter.sender)}</p>`,
    '</td></tr></table></td></tr></table></body></html>',
  ].join('\n');
}

const FONT = "'Atkinson Hyperlegible Next',system-ui,-apple-system,'Segoe UI',sans-serif";
const FACT = 'padding:4px 16px 4px 0;text-align:start;vertical-align:top;';
const DARK = [
  '@media (prefers-color-scheme:dark){',
  '.ground{background:#161a18!important;color:#f2ebdc!important}',
  '.sheet{background:#1e2320!important;border-color:#f2ebdc!important}',
  '.quiet{color:#aca695!important}.rule{border-color:#353b37!important}',
  '.act{background:#74cac1!important;color:#06211f!important}.bare{color:#84d3ca!important}}',
].join('');

function paragraph(text: string, kind?: 'quiet'): string {
  return kind === 'quiet'
    ? `<p class="quiet" style="margin:0 0 12px;color:#5a5c52;font-size:15px;line-height:21px">${escaped(text)}</p>`
    : `<p style="margin:0 0 16px">${escaped(text)}</p>`;
}

/** The button, and its address once more as text, for programs that draw no buttons and people who look before they press. */
function button({ label, url }: NonNullable<Letter['button']>): string {
  const act = 'display:inline-block;padding:14px 24px;background:#0b5759;color:#fffbf2;border-radius:4px;font-weight:600;text-decoration:none';
  return [
    `<p style="margin:0 0 8px"><a class="act" href="${escaped(url)}" style="${act}">${escaped(label)}</a></p>`,
    `<p style="margin:0 0 20px;font-size:13px;line-height:18px;word-break:break-all"><a class="bare" href="${escaped(url)}" style="color:#0b5759">${escaped(url)}</a></p>`,
  ].join('\n');
}

function escaped(text: string): string {
  const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/gu, (mark) => marks[mark] as string);
}
