/** What a OneRoster `manifest.csv` says: its version, and for each data file `absent`, `bulk` or `delta`. */
export interface Manifest {
  version: string | null;
  files: Map<string, string>;
  sourceSystem: string | null;
}

/** Reads the rows below a manifest's header (`propertyName,value`). File names are in small letters, without `.csv`. */
export function readManifest(rows: readonly (readonly string[])[]): Manifest {
  const manifest: Manifest = { version: null, files: new Map(), sourceSystem: null };
  for (const row of rows) {
    const name = (row[0] ?? '').trim();
    const value = (row[1] ?? '').trim();
    if (name.toLowerCase() === 'oneroster.version') manifest.version = value;
    else if (name.toLowerCase() === 'source.systemname') manifest.sourceSystem = value === '' ? null : value;
    else if (name.toLowerCase().startsWith('file.')) manifest.files.set(name.slice('file.'.length).toLowerCase(), value.toLowerCase());
  }
  return manifest;
}
