/** The portal's first page. */
export default function Index() {
  return null;
}
