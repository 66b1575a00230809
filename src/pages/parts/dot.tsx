/** The dot between two facts of one line; it stays with what is before it. */
export function Dot() {
  return <>{"\u00a0· "}</>;
}
