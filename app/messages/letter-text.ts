import type { Letter } from './letter.ts';

/** The letter as plain text: what many phones show first, and all that some readers want. */
export function letterText(letter: Letter): string {
  const blocks = [
    letter.greeting,
    ...letter.paragraphs,
    letter.facts.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    letter.button === null ? '' : `${letter.button.label}:\n${letter.button.url}`,
    ...letter.notes,
    `-- \n${letter.sender}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
