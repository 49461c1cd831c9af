/** One package as `package-lock.json` records it; only what is looked at here. */
export type LockEntry = {
  version?: string;
  integrity?: string;
  cpu?: string | string[];
  os?: string | string[];
  libc?: string[];
  dev?: true;
  optional?: true;
  optionalDependencies?: Record<string, string>;
  [more: string]: unknown;
};

export type Lockfile = { packages: Record<string, LockEntry>; [more: string]: unknown };

export type LockGap = Readonly<{ name: string; version: string; wantedBy: string; dev: boolean }>;

/**
 * Optional packages that some entry names and the lock file does not hold.
 *
 * A lock file written beside a registry that does not serve every platform's binaries lacks them without a word, and `npm ci` then fails, or leaves them out,
 * on the machines of others.
 */
export function lockGaps(lock: Lockfile): LockGap[] {
  const gaps: LockGap[] = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolves(lock, path, name)) continue;
      gaps.push({ name, version: range.replace(/^[\^~=v]+/, ''), wantedBy: path === '' ? 'package.json' : path, dev: entry.dev === true });
    }
  }
  return gaps;
}

/** Node's own way of finding a package: beside the one that asks, then one folder further up, and so on. */
function resolves(lock: Lockfile, from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * For which machines a package is, read from its name, for where the registry does not say.
 *
 * `@rollup/rollup-linux-x64-musl` is for Linux, x64, musl. A name without a system (`…-wasm32-wasi`) runs anywhere that has the processor.
 */
export function machineOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const words = name.replace(/^@[^/]+\//, '').split('-');
  const os = words.includes('win') ? 'win32' : systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  const libc = os !== 'linux' ? undefined : words.some((word) => word.startsWith('musl')) ? 'musl' : words.some((word) => word.startsWith('gnu')) ? 'glibc' : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

/** The lock file with the given entries put in where npm would look for them, in npm's order of names. */
export function withEntries(lock: Lockfile, entries: Record<string, LockEntry>): Lockfile {
  const all = { ...lock.packages, ...Object.fromEntries(Object.entries(entries).map(([name, entry]) => [`node_modules/${name}`, entry])) };
  const names = Object.keys(all).sort((a, b) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(names.map((name) => [name, all[name] as LockEntry])) };
}
