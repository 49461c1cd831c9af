/** The installation's key as it is told from outside; the key before it belongs to the version below, while a rotation is not at its end. */
export type ToldKey = { version: number; key: string; previous?: string | undefined };

/** Each version of the installation's key that is at hand, the newest first; keys in base64. */
export function wrappingVersions({ version, key, previous }: ToldKey): { version: number; key: string }[] {
  return [{ version, key }, ...(previous && version > 1 ? [{ version: version - 1, key: previous }] : [])];
}
