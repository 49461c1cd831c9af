/**
 * What Enter in a field does where a notice in the middle of a form has a button of its own: it sends the form as the button at its end does, and
 * agrees to nothing. Stands before that button; not seen, not reached by Tab, not spoken.
 */
export function EnterButton() {
  return <button type="submit" className="sr" tabIndex={-1} aria-hidden="true" />;
}
