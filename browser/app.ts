/** The one layer of script: custom elements that improve pages which already work without them. */
import { AskFirst } from "./ask-first.ts";
import { liveComfort } from "./comfort.ts";
import { CopyText } from "./copy-text.ts";
import { CountWords } from "./count-words.ts";
import { LiveNews, LiveSwitch } from "./live-news.ts";
import { PrintButton } from "./print-button.ts";
import { PushSwitch } from "./push-switch.ts";
import { RootProbe } from "./root-probe.ts";
import { SessionEnd } from "./session-end.ts";

customElements.define("live-news", LiveNews);
customElements.define("live-switch", LiveSwitch);
customElements.define("copy-text", CopyText);
customElements.define("count-words", CountWords);
customElements.define("ask-first", AskFirst);
customElements.define("print-button", PrintButton);
customElements.define("root-probe", RootProbe);
customElements.define("session-end", SessionEnd);
customElements.define("push-switch", PushSwitch);
liveComfort();
