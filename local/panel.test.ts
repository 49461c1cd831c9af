import { describe, expect, it } from 'vitest';
import { panelText, type PanelFacts } from './panel.ts';

const facts: PanelFacts = {
  origin: 'http://localhost:3000',
  lan: null,
  demo: true,
  setUpCode: null,
  dev: false,
  readiness: { database: 'ok', video: 'ok', mail: 'ok', jobs: 'ok' },
  databaseWords: 'PostgreSQL 18.4, port 54320',
  videoWords: 'LiveKit 1.13.5, port 7880',
  mailWords: 'Nothing leaves this computer; read it at http://localhost:8025',
  mailPage: 'http://localhost:8025',
  folder: '/home/ana/hallway/.data',
  elsewhere: null,
  elapsedMs: 8_200,
};

describe('the panel', () => {
  it('says where to go, as whom, how each part is and where the data lies', () => {
    const text = panelText(facts);
    for (const needed of ['http://localhost:3000', 'one click each', 'PostgreSQL 18.4, port 54320 (works)', 'LiveKit 1.13.5, port 7880 (works)', 'http://localhost:8025 (works)', '/home/ana/hallway/.data', '8.2 s']) {
      expect(text).toContain(needed);
    }
  });

  it('shows other devices the way as a square code, and what they may trust', () => {
    const text = panelText({ ...facts, origin: 'https://192.168.1.20:3000', lan: { authorityFile: '/home/ana/hallway/.data/lan/authority.pem' } });
    expect(text).toContain('/home/ana/hallway/.data/lan/authority.pem');
    expect(text).toMatch(/[█▀▄ ]{25}/);
    expect(panelText(facts)).not.toMatch(/[█▀▄]/);
  });

  it('does not call something working that is not', () => {
    const text = panelText({ ...facts, readiness: { database: 'ok', video: 'absent', mail: 'down', jobs: 'down' }, videoWords: 'No video: there is no Go here.' });
    expect(text).toContain('No video: there is no Go here.\n');
    expect(text).toMatch(/Mail .*DOES NOT ANSWER/);
    expect(text).toMatch(/Jobs .*DOES NOT ANSWER/);
  });

  it('names the system folder and why the data lies there', () => {
    expect(panelText({ ...facts, folder: '/var/lib/hallway-1a2b', elsewhere: 'PostgreSQL may not enter /root' })).toMatch(/\/var\/lib\/hallway-1a2b\n\s+\(PostgreSQL may not enter \/root\.\)/);
  });

  it('offers no one-click sign-in outside the demo', () => {
    expect(panelText({ ...facts, demo: false })).not.toContain('one click');
  });

  it('leads to the set-up page, with its code, while nothing is set up', () => {
    const text = panelText({ ...facts, demo: false, setUpCode: 'ABCD-EFGH-JKMN-PQRS' });
    for (const needed of ['http://localhost:3000/set-up', 'ABCD-EFGH-JKMN-PQRS', 'works once']) expect(text).toContain(needed);
    expect(text).not.toContain('Sign in');
  });
});
