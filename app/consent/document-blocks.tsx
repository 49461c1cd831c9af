import { blocksOf } from './plain-text.ts';

/** A plain text as it is read: titles, headings, paragraphs and lists. `level` is that of its titles; headings are one below. */
export function DocumentBlocks({ text, level = 2 }: { text: string; level?: 2 | 3 }) {
  const [Title, Heading] = level === 2 ? (['h2', 'h3'] as const) : (['h3', 'h4'] as const);
  return (
    <div className="stack-3 reading">
      {blocksOf(text).map((block, at) => {
        switch (block.kind) {
          case 'title': return <Title key={at}>{block.text}</Title>;
          case 'heading': return <Heading key={at}>{block.text}</Heading>;
          case 'paragraph': return <p key={at}>{block.text}</p>;
          case 'list': return <ul key={at}>{block.items.map((item) => <li key={item}>{item}</li>)}</ul>;
        }
      })}
    </div>
  );
}
