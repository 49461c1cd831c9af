import { statfsSync } from 'node:fs';
import type { Manifest } from './manifest.ts';

/** What a copy must find free on the disk, as a share of what it needs. */
const roomToSpare = 1.2;

export const sizeOf = (files: Manifest['files']): number => Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);

export function hasRoom(folder: string, bytes: number): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > bytes * roomToSpare;
}
