import { describe, expect, it } from 'vitest';
import type { CaughtMail } from './mailbox.ts';
import { linked, listPage, mailPage } from './page.ts';

const mail: CaughtMail = {
  id: 'a',
  at: '2026-11-24T15:00:00.000Z',
  from: 'Hallway <portal@example.test>',
  to: ['ana@example.test'],
  subject: '<script>alert(1)</script>',
  text: 'See http://localhost:3000/consent/abc?x=1&y=2.\n<b>bold</b>',
  html: '<p>Hi</p>',
  attachments: [{ name: '"><img>.ics', type: 'text/calendar', content: Buffer.from('') }],
};

describe('the pages of the catcher', () => {
  it('show what a mail says and never run it', () => {
    for (const page of [listPage([mail]), mailPage(mail)]) {
      expect(page).not.toContain('<script>alert');
      expect(page).not.toContain('<b>bold');
      expect(page).not.toContain('<img>');
      expect(page).toContain('&lt;script&gt;');
    }
  });

  it('open the designed part in a box without scripts', () => {
    expect(mailPage(mail)).toContain('sandbox="allow-popups"');
    expect(mailPage(mail)).not.toContain('<p>Hi</p>');
  });

  it('say what to expect when nothing was sent yet', () => {
    expect(listPage([])).toContain('Nothing was sent yet');
  });
});

describe('linked', () => {
  it('makes links of addresses and leaves the full stop outside', () => {
    expect(linked('Go to http://localhost:3000/a?x=1&y=2.')).toBe(
      'Go to <a href="http://localhost:3000/a?x=1&amp;y=2" target="_blank" rel="noopener noreferrer">http://localhost:3000/a?x=1&amp;y=2</a>.',
    );
  });

  it('makes no link of anything else', () => {
    expect(linked('javascript:alert(1) ftp://x')).not.toContain('<a');
  });
});
