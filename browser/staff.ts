/** What pages of the staff have beside `app.ts`: codes are found while one types, drafts save themselves, documents are signed with a key of one's own. */
import { CodeSearch } from "./code-search.ts";
import { DraftSaver } from "./draft-saver.ts";
import { SignDocument } from "./sign/sign-document.ts";

customElements.define("code-search", CodeSearch);
customElements.define("draft-saver", DraftSaver);
customElements.define("sign-document", SignDocument);
