import type { CaughtMail } from './mailbox.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}

/** Plain text as a page shows it: addresses of the web become links, nothing else becomes anything. */
export function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/)
    .map((piece, at) => (at % 2 === 1 ? `<a href="${escaped(piece)}" target="_blank" rel="noopener noreferrer">${escaped(piece)}</a>` : escaped(piece)))
    .join('');
}

function frame(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)} · Hallway mail</title>
<link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,"></head><body><main class="mail">${body}</main></body></html>`;
}

/** Times by the reader's own clock would need a script; they are UTC here and say so. */
function time(mail: CaughtMail): string {
  return `<time datetime="${mail.at}">${mail.at.slice(0, 10)} ${mail.at.slice(11, 16)} UTC</time>`;
}

export function listPage(mails: readonly CaughtMail[]): string {
  const rows = mails.map(
    (mail) => `<li><a href="/messages/${mail.id}"><strong>${escaped(mail.subject || '(no subject)')}</strong></a><span>to ${escaped(mail.to.join(', '))}</span>${time(mail)}</li>`,
  );
  const empty = '<p class="lede">Nothing was sent yet. When Hallway writes to somebody, the message shows up here by itself.</p>';
  return frame(
    'Messages',
    `<h1>Mail that Hallway sent</h1>
<p class="soft">No message leaves this computer. Each one is caught here, so that you can read it and follow its links.</p>
${rows.length === 0 ? empty : `<ul class="messages">${rows.join('')}</ul>`}<script src="/live.js" defer></script>`,
  );
}

export function mailPage(mail: CaughtMail): string {
  const attached = mail.attachments.map((one, at) => `<li><a href="/messages/${mail.id}/attachments/${at}" download>${escaped(one.name)}</a> <span class="soft">${escaped(one.type)}</span></li>`);
  const designed = mail.html === null ? '' : `<section class="section"><h2>As it looks</h2><iframe src="/messages/${mail.id}/html" title="The message as it looks" sandbox="allow-popups"></iframe></section>`;
  return frame(
    mail.subject,
    `<p><a href="/">All messages</a></p>
<h1>${escaped(mail.subject || '(no subject)')}</h1>
<p class="soft">From ${escaped(mail.from)} to ${escaped(mail.to.join(', '))}, ${time(mail)}</p>
<section class="section"><h2>As text</h2><p class="words">${linked(mail.text.trim())}</p></section>
${designed}
${attached.length === 0 ? '' : `<section class="section"><h2>Attached</h2><ul>${attached.join('')}</ul></section>`}`,
  );
}

export function missingPage(): string {
  return frame('Not here', '<p><a href="/">All messages</a></p><h1>This message is not here</h1><p class="lede">Hallway keeps the newest thousand. It may have been cleared away, or the address was cut short.</p>');
}

/** What this page adds to the tokens and the base of the look. */
export const pageStyle = `
.mail { max-inline-size: 52rem; margin-inline: auto; padding: var(--s6) var(--s4) var(--s7); display: grid; gap: var(--s4); }
.messages { border-block-start: 2px solid var(--ink); }
.messages li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--s1) var(--s4); padding: var(--s3) 0; border-block-end: 1px solid var(--line); }
.messages a { grid-column: 1 / -1; min-block-size: var(--target); display: flex; align-items: center; overflow-wrap: anywhere; }
.messages span, .messages time, .mail .soft { color: var(--ink-2); font-size: var(--text-sm); overflow-wrap: anywhere; }
.mail .words { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper-raised); border: 1px solid var(--line); border-radius: var(--radius-m); padding: var(--s4); }
.mail .section { display: grid; gap: var(--s3); }
.mail iframe { inline-size: 100%; block-size: 24rem; border: 1px solid var(--line); border-radius: var(--radius-m); background: #ffffff; color-scheme: light; }
@media (max-width: 40rem) { .messages li { grid-template-columns: minmax(0, 1fr); } }
`;
