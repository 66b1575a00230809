/** What the page «Проверить документ» has beside `app.ts`. */
import { ScanCode } from "./scan-code.ts";
import { VerifyFiles } from "./verify-files.ts";

customElements.define("verify-files", VerifyFiles);
customElements.define("scan-code", ScanCode);
