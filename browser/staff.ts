/** What pages of the staff have beside `app.ts`: signing with a key of one's own. */
import { SignDocument } from "./sign/sign-document.ts";

customElements.define("sign-document", SignDocument);
