import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../run-program.ts';
import { livekitVersion } from './version.ts';

const releases = `https://github.com/livekit/livekit/releases/download/v${livekitVersion}`;
const answerMs = 20_000;
const downloadMs = 5 * 60_000;

/** The archive that the project publishes for a machine, or null where it publishes none (macOS: there it comes by Homebrew). */
export function archiveName(platform: NodeJS.Platform, arch: string): string | null {
  const system = { linux: 'linux', win32: 'windows' }[platform as string];
  const processor = { x64: 'amd64', arm64: 'arm64' }[arch];
  if (!system || !processor) return null;
  return `livekit_${livekitVersion}_${system}_${processor}.${system === 'windows' ? 'zip' : 'tar.gz'}`;
}

/** The SHA-256 that a list in the manner of `sha256sum` gives for a file, or null. */
export function publishedSum(list: string, file: string): string | null {
  for (const line of list.split('\n')) {
    const [sum, name] = line.trim().split(/\s+\*?/);
    if (name === file && sum && /^[0-9a-f]{64}$/i.test(sum)) return sum.toLowerCase();
  }
  return null;
}

/**
 * Takes the media server from the official archive. Nothing of the archive is opened before its bytes match the published checksum.
 *
 * @returns null when it now lies at `target`, otherwise why not, in half a sentence.
 */
export async function takeFromRelease(target: string, tell: (note: string) => void, base = releases, file = archiveName(process.platform, process.arch)): Promise<string | null> {
  if (file === null) return 'there is no official archive for this machine';
  tell('fetching the official archive');
  let list: string;
  let archive: Buffer;
  try {
    list = (await fetched(`${base}/checksums.txt`, answerMs)).toString('utf8');
    archive = await fetched(`${base}/${file}`, downloadMs);
  } catch {
    return 'the official archive could not be reached';
  }
  const expected = publishedSum(list, file);
  if (expected === null) return 'the list of checksums does not name the official archive';
  if (createHash('sha256').update(archive).digest('hex') !== expected) return 'the official archive did not match its published checksum';
  return (await unpack(archive, file, target)) ? null : 'the official archive could not be opened';
}

async function fetched(url: string, limitMs: number): Promise<Buffer> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(limitMs) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** With the system's own `tar`, which on Windows opens zip files too. */
async function unpack(archive: Buffer, file: string, target: string): Promise<boolean> {
  const folder = `${target}.unpacking`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, file), archive);
  const program = path.basename(target);
  const ran = await runProgram('tar', ['-xf', file, program], { cwd: folder, limitMs: answerMs });
  const there = ran.ok && existsSync(path.join(folder, program));
  if (there) {
    chmodSync(path.join(folder, program), 0o755);
    renameSync(path.join(folder, program), target);
  }
  rmSync(folder, { recursive: true, force: true });
  return there;
}
