/** What `--lan`, `--lan ADDRESS` or `--lan=ADDRESS` among a command's words asks for: the address, `any`, or undefined when it is not there. */
export function lanArgument(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === '--lan' || arg.startsWith('--lan='));
  const said = args[at];
  if (said === undefined) return undefined;
  const next = args[at + 1];
  return said.slice('--lan='.length) || (next !== undefined && !next.startsWith('-') ? next : 'any');
}
