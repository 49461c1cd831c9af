import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const DOMAIN = /student|guardian|counsel|therap|referral|triage|consent|appointment|visit|school|district|agenc|caseload|kiosk|roster|enrol|licen[sc]e|partnership|membership/i;
const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(tsx?|css)$/.test(name) && !name.includes('.test.'));

test.each(files)('%s is about drawing: no word of a domain in its code', (name) => {
  const code = readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  expect(DOMAIN.exec(code)?.[0]).toBeUndefined();
});
