/** A piece of a consent document: a title, a heading, a paragraph, or a list. */
export type Block = Readonly<{ kind: 'title' | 'heading' | 'paragraph'; text: string } | { kind: 'list'; items: readonly string[] }>;

/**
 * Reads the plain markup of consent documents, so small that its text can be read as it is, also from a database in twenty years: `# ` begins
 * a title (of each document in a signed text), `## ` a heading, `- ` an item of a list, anything else is a paragraph a line; empty lines separate and mean nothing.
 */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let items: string[] | null = null;
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.startsWith('- ')) {
      if (!items) blocks.push({ kind: 'list', items: (items = []) });
      items.push(line.slice(2));
      continue;
    }
    items = null;
    if (line.startsWith('# ')) blocks.push({ kind: 'title', text: line.slice(2) });
    else if (line.startsWith('## ')) blocks.push({ kind: 'heading', text: line.slice(3) });
    else if (line !== '') blocks.push({ kind: 'paragraph', text: line });
  }
  return blocks;
}
