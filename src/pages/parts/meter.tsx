/** How much of a whole has passed: a bar for the eye; the words are heard. */
export function Meter({ part, of, label, late = false }: { part: number; of: number; label: string; late?: boolean }) {
  return (
    <svg
      class={late ? "meter late" : "meter"}
      viewBox={`0 0 ${of} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect width={part} height="1" />
    </svg>
  );
}
