/** A piece of a plain text as it is drawn. `list` gathers the points that follow each other. */
export type TextBlock = { kind: 'title' | 'heading' | 'paragraph'; text: string } | { kind: 'list'; points: string[] };

/** Reads a plain text into what is drawn: `# ` a title, `## ` a heading, `- ` a point, anything else a paragraph; empty lines only part them. */
export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const line of text.split('\n')) {
    const last = blocks.at(-1);
    if (line.trim() === '') continue;
    if (line.startsWith('# ')) blocks.push({ kind: 'title', text: line.slice(2) });
    else if (line.startsWith('## ')) blocks.push({ kind: 'heading', text: line.slice(3) });
    else if (!line.startsWith('- ')) blocks.push({ kind: 'paragraph', text: line });
    else if (last?.kind === 'list') last.points.push(line.slice(2));
    else blocks.push({ kind: 'list', points: [line.slice(2)] });
  }
  return blocks;
}
