/** What has just been done, said once at the top of the page that follows. */
import { Icon } from "./icon.tsx";

export function Said({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <div class="said" role="status">
      <Icon name="check" />
      <p>{text}</p>
    </div>
  );
}
