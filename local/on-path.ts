import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The full path of a program that a shell would find by its name, or null. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const endings = process.platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  for (const folder of (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)) {
    for (const ending of endings) {
      const file = path.join(folder, `${name}${ending}`);
      if (canRun(file)) return file;
    }
  }
  return null;
}

export function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
