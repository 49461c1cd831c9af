/*
 * Called by PostgreSQL for each finished piece of its write-ahead log: node archive-wal.mjs SOURCE FOLDER NAME
 *
 * Keeps it compressed as FOLDER/NAME.gz, whole or not at all, on disk before it says so (exit code 0). A piece that is there already must be the same; another
 * one under its name is never written over. Plain JavaScript with nothing but Node's own modules: PostgreSQL's account runs it.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { gunzipSync, gzipSync } from 'node:zlib';

const [source, folder, name] = process.argv.slice(2);
const target = path.join(folder, `${name}.gz`);
const piece = readFileSync(source);
if (existsSync(target)) process.exit(gunzipSync(readFileSync(target)).equals(piece) ? 0 : 1);

const half = `${target}.${process.pid}.new`;
try {
  const handle = openSync(half, 'w', 0o600);
  writeFileSync(handle, gzipSync(piece, { level: 1 }));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(half, target);
} catch (error) {
  rmSync(half, { force: true });
  throw error;
}
// The new name itself must survive a power cut; Windows cannot open folders and keeps names by itself.
if (process.platform !== 'win32') {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
