import { watch } from 'node:fs';
import path from 'node:path';
import type { House } from './house.ts';
import { projectRoot } from './installation.ts';
import type { Progress } from './progress.ts';

/** What the serving process loads by itself; everything else is Vite's, which brings changes in while it runs. */
const ownFiles = /^(server\.ts|app\/http\/.*\.ts|db\/[\w-]+\.server\.ts|app\/.*\.worker\.ts)$/;
const settleMs = 150;

/** In development: starts the portal again when a file changed that hot reload cannot reach. Returns how to stop watching. */
export function restartOnChange(house: House, progress: Progress): () => void {
  let timer: NodeJS.Timeout | undefined;
  const hear = (file: string | null) => {
    const name = file?.split(path.sep).join('/');
    if (name === undefined || !ownFiles.test(name) || name.endsWith('.test.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      progress.say(`  … ${name} changed; starting the portal again`);
      void house.restartPortal();
    }, settleMs);
  };
  const watchers = [
    watch(projectRoot, (_, file) => hear(file)),
    ...['app', 'db'].map((folder) => watch(path.join(projectRoot, folder), { recursive: true }, (_, file) => hear(file === null ? null : path.join(folder, file)))),
  ];
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
