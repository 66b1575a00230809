/** The picture of the front page: a sheet with a pulse line, a small bar of norms, and the seal of what was proved. */

export function FrontArt({ label }: { label: string }) {
  return (
    <svg class="art" viewBox="0 0 360 320" role="img" aria-label={label}>
      <rect class="art-back" x="96" y="22" width="212" height="262" rx="18" transform="rotate(6 200 150)" />
      <rect class="art-paper" x="66" y="18" width="220" height="270" rx="18" />
      <rect class="art-accent" x="92" y="46" width="44" height="44" rx="12" />
      <path class="art-pulse-small" d="M101 69h6l4-11 7 20 4-9h6" />
      <rect class="art-ink" x="150" y="51" width="104" height="11" rx="5.5" />
      <rect class="art-line" x="150" y="73" width="70" height="9" rx="4.5" />
      <path class="art-pulse" d="M92 128h34l10-22 18 44 12-30 7 8h87" />
      <g>
        <rect class="art-line" x="92" y="176" width="168" height="6" rx="3" />
        <rect class="art-norm" x="140" y="172" width="72" height="14" rx="7" />
        <circle class="art-dot" cx="186" cy="179" r="9" />
        <rect class="art-line" x="92" y="208" width="168" height="6" rx="3" />
        <rect class="art-norm" x="132" y="204" width="64" height="14" rx="7" />
        <circle class="art-dot" cx="152" cy="211" r="9" />
        <rect class="art-line" x="92" y="244" width="120" height="9" rx="4.5" />
      </g>
      <g transform="translate(268 246)">
        <circle class="art-seal-back" r="50" />
        <circle class="art-seal" r="41" />
        <path class="art-tick" d="m-17 1 11 12 24-26" />
      </g>
    </svg>
  );
}
