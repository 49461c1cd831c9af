import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishPutInPlace, putInPlace, stagingBackupsName, stagingName } from './put-in-place.ts';

let folder: string;
let aside: string;
let seal: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-place-'));
  aside = path.join(folder, 'aside', 'then');
  seal = path.join(folder, 'newest-seal.json');
  mkdirSync(aside, { recursive: true });
  for (const name of ['postgres', stagingName]) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, 'whose'), name);
  }
  writeFileSync(seal, 'a seal');
});
afterEach(() => rmSync(folder, { recursive: true }));

const whose = (where: string) => readFileSync(path.join(where, 'whose'), 'utf8');
const isInPlace = () => [whose(path.join(folder, 'postgres')), whose(path.join(aside, 'postgres')), readFileSync(path.join(aside, 'newest-seal.json'), 'utf8'), existsSync(seal), existsSync(path.join(folder, stagingName))];
const inPlace = [stagingName, 'postgres', 'a seal', false, false];

describe('a recovered database', () => {
  it('takes the place of the present one, which lies aside with its newest seal', () => {
    putInPlace(folder, aside, seal);
    expect(isInPlace()).toEqual(inPlace);
  });

  it('is put in place at the next start, wherever a kill came between', () => {
    for (const killedAfter of ['the mark', 'the first move', 'both moves']) {
      writeFileSync(path.join(folder, 'coming-back'), JSON.stringify({ aside, seal }));
      if (killedAfter !== 'the mark') renameSync(path.join(folder, 'postgres'), path.join(aside, 'postgres'));
      if (killedAfter === 'both moves') renameSync(path.join(folder, stagingName), path.join(folder, 'postgres'));
      finishPutInPlace(folder);
      expect({ killedAfter, state: isInPlace() }).toEqual({ killedAfter, state: inPlace });
      // As it was before, for the next round.
      renameSync(path.join(folder, 'postgres'), path.join(folder, stagingName));
      renameSync(path.join(aside, 'postgres'), path.join(folder, 'postgres'));
      renameSync(path.join(aside, 'newest-seal.json'), seal);
    }
  });

  it('of another cluster brings the beginning of its own log, and the backups of the present one lie aside', () => {
    for (const name of ['backups', stagingBackupsName]) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'whose'), name);
    }
    putInPlace(folder, aside, seal, true);
    expect([...isInPlace(), whose(path.join(folder, 'backups')), whose(path.join(aside, 'backups'))]).toEqual([...inPlace, stagingBackupsName, 'backups']);
  });

  it('that nobody put in place is left alone: the present one stays', () => {
    finishPutInPlace(folder);
    expect([whose(path.join(folder, 'postgres')), existsSync(path.join(folder, stagingName)), existsSync(seal)]).toEqual(['postgres', true, true]);
  });
});
