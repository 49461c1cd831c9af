import { describe, expect, it } from 'vitest';
import { openRoster } from './open-roster.server.ts';
import type { RosterEvent } from './roster-event.ts';
import { textsAsSource } from './texts-as-source.server.ts';

const manifest = (version: string) => `propertyName,value\noneroster.version,${version}\nfile.orgs,bulk\nfile.users,bulk\nsource.systemName,Made Up SIS`;
const orgs = 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nd,,,Mill Creek,district,,\ns,,,Alder Creek Middle,school,,d\n';
const users = (...lines: string[]) => ['sourcedId,enabledUser,orgs,role,givenName,familyName,role,email,agents,password', ...lines, ''].join('\n');

async function read(files: Record<string, string | Buffer>): Promise<RosterEvent[]> {
  const roster = await openRoster(textsAsSource(files));
  if (!roster.ok) return [{ event: 'refused-whole', refusal: roster }];
  const events: RosterEvent[] = [];
  for await (const event of roster.read()) events.push(event);
  return events;
}

const refusalOf = (events: RosterEvent[]) => events.flatMap((event) => (event.event === 'refused-whole' ? [event.refusal] : []))[0] ?? null;
const refusedLines = (events: RosterEvent[]) => events.flatMap((event) => (event.event === 'refused-line' ? [`${event.file}:${event.line} ${event.reason}`] : []));
const people = (events: RosterEvent[]) => events.flatMap((event) => (event.event === 'line' ? event.rows.filter((row) => row.kind === 'person') : []));
const set11 = (usersFile: string | Buffer) => ({ 'manifest.csv': manifest('1.1'), 'orgs.csv': orgs, 'users.csv': usersFile });

describe('finding out the format', () => {
  const formatOf = async (files: Record<string, string | Buffer>) => {
    const roster = await openRoster(textsAsSource(files));
    return roster.ok ? roster.format : roster.reason;
  };

  it('believes the manifest about the version', async () => {
    expect(await formatOf(set11(users()))).toBe('oneroster-1.1');
  });

  it('tells the formats apart by headers when there is no manifest, whatever the capitals of the names', async () => {
    expect(await formatOf({ 'Orgs.CSV': orgs, 'USERS.csv': users() })).toBe('oneroster-1.1');
    const users12 = 'sourcedId,enabledUser,givenName,familyName\n';
    expect(await formatOf({ 'orgs.csv': orgs, 'users.csv': users12, 'roles.csv': 'sourcedId,userSourcedId,roleType,role,orgSourcedId\n' })).toBe('oneroster-1.2');
    const sdsUsers = 'sourcedId,username,givenName,familyName\n';
    expect(await formatOf({ 'orgs.csv': orgs, 'users.csv': sdsUsers, 'roles.csv': 'userSourcedId,orgSourcedId,role\n' })).toBe('sds-2.1');
    expect(await formatOf({ 'orgs.csv': orgs, 'users.csv': 'sourcedId,orgSourcedIds,givenName,familyName,role,grade\n' })).toBe('sds-2.0');
    expect(await formatOf({ 'School.csv': 'SIS ID,Name\n', 'Student.csv': 'SIS ID,School SIS ID,First Name,Last Name\n' })).toBe('sds-1');
  });

  it('refuses what is no roster, lacks a file or column, or holds only changes', async () => {
    expect(await formatOf({ 'budget.csv': 'a,b\n' })).toBe('format-unknown');
    expect(await formatOf({ 'manifest.csv': manifest('1.2'), 'orgs.csv': orgs, 'users.csv': users() })).toBe('file-missing');
    expect(await formatOf({ 'manifest.csv': manifest('1.1'), 'orgs.csv': orgs })).toBe('file-missing');
    expect(await formatOf({ 'manifest.csv': manifest('1.1'), 'orgs.csv': 'sourcedId,type\n', 'users.csv': users() })).toBe('column-missing');
    expect(await formatOf({ ...set11(users()), 'manifest.csv': manifest('1.1').replace('users,bulk', 'users,delta') })).toBe('delta-not-read');
    expect(await formatOf({ 'orgs.csv': orgs, 'ORGS.csv': orgs, 'users.csv': users() })).toBe('file-twice');
    expect(await formatOf({ ...set11(users()), 'users.csv': '' })).toBe('file-empty');
  });
});

describe('reading rows', () => {
  it('reads every column by name, of two with one name the one that holds something', async () => {
    const events = await read(set11(users('1,TRUE,s,student,ARO,ASHGROVE,,Aro@Example.org,,secret', '2,FALSE,s,,BEXA,HARTSMERE,teacher,,,')));
    const [first, second] = events.slice(-2);
    expect(first).toMatchObject({ event: 'line', file: 'users.csv', line: 2, counted: 'users' });
    expect(first?.event === 'line' && first.rows).toMatchObject([
      { kind: 'person', id: '1', givenName: 'ARO', familyName: 'ASHGROVE', email: 'aro@example.org', accountOpen: true },
      { kind: 'role', personId: '1', organisationId: 's', role: 'student' },
    ]);
    expect(second?.event === 'line' && second.rows).toMatchObject([{ accountOpen: false }, { role: 'teacher' }]);
  });

  it('never lets a password or a flag of special education or meals out of the reader', async () => {
    const events = await read({
      'orgs.csv': orgs,
      'users.csv': 'sourcedId,username,givenName,familyName,password,email\n1,u,Aro,Ashgrove,planted-password,a@example.org\n',
      'roles.csv': 'userSourcedId,orgSourcedId,role\n1,s,student\n',
      'userFlags.csv': 'userSourcedId,flag\n1,planted-flag\n',
      'demographics.csv': 'userSourcedId,birthDate,raceCodes\n1,2014-02-03,planted-race\n',
    });
    const all = JSON.stringify(events);
    expect(all).toContain('Ashgrove');
    expect(all).toContain('2014-02-03');
    expect(all).not.toContain('planted');
  });

  it('does not open a file of flags at all', async () => {
    const source = textsAsSource({ ...set11(users()), 'userFlags.csv': 'userSourcedId,flag\n' });
    const flags = source.files.find((file) => file.name === 'userFlags.csv');
    if (flags) flags.open = () => Promise.reject(new Error('opened'));
    const roster = await openRoster(source);
    expect(roster.ok && roster.notes).toEqual([{ file: 'userFlags.csv', note: 'file-never-read' }]);
  });

  it('reads byte-order marks, UTF-16 and Windows-1252, and line ends of every kind', async () => {
    const text = users('1,true,s,student,José,Ibarra,,,,', '2,true,s,student,Zoë,Núñez,,,,');
    const names = ['José Ibarra', 'Zoë Núñez'];
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const swapped = Buffer.from(utf16);
    swapped.swap16();
    for (const file of [
      text,
      text.trimEnd(),
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      `\ufeff${text}`,
      utf16,
      utf16.subarray(2),
      swapped,
      Buffer.from(text, 'latin1'),
    ]) {
      expect(people(await read(set11(file))).map((person) => `${person.givenName} ${person.familyName}`)).toEqual(names);
    }
  });

  it('says when it read an old encoding', async () => {
    const roster = await openRoster(textsAsSource(set11(Buffer.from(users('1,true,s,student,José,Ibarra,,,,'), 'latin1'))));
    expect(roster.ok && roster.notes).toEqual([{ file: 'users.csv', note: 'read-as-windows-1252' }]);
  });

  it('leaves out bad rows, each with its line and one reason, and passes over empty ones', async () => {
    const events = await read(
      set11(
        users(
          ',true,s,student,No,Id,,,,',
          '2,true,s,student,,,,,,',
          '',
          '3,true,s,,No,Role,,,,',
          ',,,,,,,,,',
          '4,true,,student,No,School,,,,',
          '5,true,s,student,Short',
          '6,true,s,student,Long,Row,,,,,more',
          `7,true,s,student,Bell\u0007,Ring,,,,`,
          `${'8'.repeat(256)},true,s,student,Much,Id,,,,`,
          '9,true,s,student,Good,Row,,,,',
        ),
      ),
    );
    expect(refusedLines(events)).toEqual([
      'users.csv:2 id-missing',
      'users.csv:3 name-missing',
      'users.csv:5 role-missing',
      'users.csv:7 reference-missing',
      'users.csv:8 too-few-fields',
      'users.csv:9 too-many-fields',
      'users.csv:10 control-character',
      'users.csv:11 text-too-long',
    ]);
    expect(people(events).map((person) => person.id)).toEqual(['9']);
  });

  it('keeps a person with an unreadable address or an unknown role, without them, and says so', async () => {
    const events = await read(set11(users('1,true,s,wizard,Aro,Ashgrove,,not an address,,')));
    expect(events.at(-1)).toMatchObject({ notes: ['unknown-role', 'email-unreadable'], rows: [{ email: null }, { role: 'staff' }] });
  });

  it('counts lines right behind a cell that runs over a line end', async () => {
    const file = 'sourcedId,enabledUser,orgs,role,givenName,familyName,address\r\n1,true,s,student,Aro,Ashgrove,"1 Way\r\nColumbus"\r\n,true,s,student,No,Id,\r\n3,true,s,student,A,B,\r\n';
    expect(refusedLines(await read(set11(file)))).toEqual(['users.csv:4 id-missing']);
  });
});

describe('a file that something cut', () => {
  const whole = users('1,true,s,student,Aro,Ashgrove,,a@example.org,,', '2,true,s,student,"Bexa",Hartsmere,,b@example.org,,x');

  it('is read when it is whole and only its last line end is missing', async () => {
    expect(people(await read(set11(whole.trimEnd())))).toHaveLength(2);
  });

  it('refuses everything when the last row is shorter than the header, with or without a line end', async () => {
    const cut = whole.slice(0, whole.indexOf('Hartsmere') + 4);
    for (const file of [cut, `${cut}\n`]) {
      expect(refusalOf(await read(set11(file)))).toMatchObject({ reason: 'truncated', file: 'users.csv', line: 3 });
    }
  });

  it('refuses everything when a quote never closes', async () => {
    expect(refusalOf(await read(set11(whole.slice(0, whole.indexOf('Bexa') + 2))))).toMatchObject({ reason: 'truncated', file: 'users.csv', line: 3 });
  });

  it('refuses everything when the last row has no line end and makes no sense', async () => {
    const terms = (end: string) => `sourcedId,title,type,startDate,endDate\nt,Fall,term,2026-08-24,${end}`;
    const events = await read({ ...set11(users()), 'academicSessions.csv': terms('2027-01-15') });
    expect(refusalOf(events)).toBeNull();
    expect(refusalOf(await read({ ...set11(users()), 'academicSessions.csv': terms('2027-01-') }))).toMatchObject({ reason: 'truncated', line: 2 });
  });

  it('refuses everything when it stops inside a character', async () => {
    const file = Buffer.from('sourcedId,enabledUser,orgs,role,givenName,familyName\n1,true,s,student,Zo,Núñ');
    expect(refusalOf(await read(set11(file.subarray(0, -1))))).toMatchObject({ reason: 'truncated' });
  });

  it('does not wait for memory to run out when a quote swallows the rest', async () => {
    const rest = '2,true,s,student,Aro,Ashgrove,,,,\n'.repeat(20_000);
    expect(refusalOf(await read(set11(users('1,true,s,student,"Aro,Ashgrove,,,,', rest))))).toMatchObject({ reason: 'row-too-long', line: 2 });
  });

  it('refuses everything when a stray quote swallowed rows up to the next quote', async () => {
    const file = users('1,true,s,student,"O\'Neil,Ashgrove,,,,', '2,true,s,student,Bexa,Hartsmere,,,,', '3,true,"s,d",student,Cyra,Oakhurst,,,,', '4,true,s,student,Dov,Gladewell,,,,');
    expect(refusalOf(await read(set11(file)))).toMatchObject({ reason: 'quote-astray', line: 2 });
  });
});
