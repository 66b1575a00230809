/** `medkarta trust`: whose certificates and revocation lists the house believes, and one more of them from a file. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { addTrust, listTrust, type Trusted, type TrustWish } from "../admin/trust/trust.ts";
import { nameText } from "../cms/names.ts";
import { readConfig } from "../config.ts";
import { countChecks } from "../intake/recheck/store.ts";
import { type Command, exit } from "./command.ts";
import { withRegistry } from "./reach.ts";
import { answer, tell } from "./say.ts";

const usage =
  "Usage: medkarta trust list\n       medkarta trust add FILE … [--store signature|tls] [--from DATE] [--until DATE]";

export const trustCommand: Command = {
  name: "trust",
  summary: "List the authorities that are believed and their revocation lists, or add from files",
  help: `${usage}

FILE is a certificate of an authority, or a revocation list, DER or PEM; several in one file are taken together. A root must be signed
by its own key; anything else by an authority that is here already. With a fault nothing is added.

--store   signature (as without it): who vouches for those who sign documents; tls: for the servers that the house talks to.
          The two are kept apart: an authority of the one vouches for nothing of the other.
--from    what was signed before this time is not believed; without it everything is.
--until   what was signed from this time on is not believed; what was signed before stays good. Adding a certificate once more with
          other dates changes them.

A new revocation list is looked at by the running server within a minute: signatures that were accepted on an older list are judged
again, and what a list says against one is written to the log and shown on the page of the submission.

Exit codes: 0 done, 1 refused, 64 misused, 69 the database cannot be reached.`,
  async run(args) {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { store: { type: "string" }, from: { type: "string" }, until: { type: "string" } },
      allowPositionals: true,
    });
    const [deed, ...files] = positionals;
    const wish = wishOf(values);
    if (wish === null || !((deed === "add" && files.length > 0) || (deed === "list" && files.length === 0))) {
      tell(usage);
      return exit.usage;
    }
    const contents = await Promise.all(files.map((file) => readFile(file)));
    await withRegistry(readConfig(process.env), async (registry) => {
      const now = new Date();
      const added = await registry.transact(async (tx) => {
        const all = [];
        for (const bytes of contents) all.push(...(await addTrust(tx, bytes, wish, now)));
        return all;
      });
      for (const { what, name, isNew } of added) tell(`${isNew ? "+" : "="} ${what}  ${name}`);
      answer(table(await listTrust(registry.sql), await countChecks(registry.sql), now));
    });
    return exit.yes;
  },
};

function wishOf(values: { store?: string; from?: string; until?: string }): TrustWish | null {
  const date = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
  const [from, until] = [date(values.from), date(values.until)];
  const store = values.store ?? "signature";
  const fits = [from, until].every((at) => at === null || !Number.isNaN(at.getTime()));
  return fits && (store === "signature" || store === "tls") ? { store, from, until } : null;
}

function table({ certificates, lists }: Trusted, checks: Readonly<Record<string, number>>, now: Date): string {
  const of = certificates.map(({ store, role, certificate, trusted_from: from, trusted_until: until }) => {
    const since = from.getTime() === 0 ? "…" : day(from);
    const dates = `${since} – ${until === null ? "…" : day(until)}`;
    return `${store}  ${role}  ${certificate.fingerprint.slice(0, 16)}  ${dates}  ${nameText(certificate.subject)}`;
  });
  const listed = lists.map(({ thisUpdate, nextUpdate, revoked, issuer }) => {
    const next = Number.isFinite(nextUpdate) ? day(new Date(nextUpdate)) : "…";
    const late = nextUpdate < now.getTime() ? "  (просрочен · overdue)" : "";
    return `list  ${day(new Date(thisUpdate))} – ${next}  ${revoked.size}  ${nameText(issuer)}${late}`;
  });
  const { provisional = 0, final = 0, contradicted = 0 } = checks;
  return [
    ...of,
    ...listed,
    `Ждут нового списка · await a newer list: ${provisional}; окончательно · final: ${final}; опровергнуто · contradicted: ${contradicted}`,
  ].join("\n");
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
