/** A telephone number that can be called by a tap. */
export function PhoneNumber({ number }: { number: string }) {
  return <a href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>{number}</a>;
}
