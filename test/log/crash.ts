/** Processes that die at a chosen moment. */
import type { Database } from "../../src/db/database.ts";
import type { Tx } from "../../src/db/sql.ts";
import type { Signer } from "../../src/log/signer.ts";

export class Crash extends Error {
  override readonly name = "Crash";
}

/** A database whose user dies before its statement number `at` (from 0), counting COMMIT as one, too. */
export function crashingAt(database: Database, at: number): Database & { readonly reached: () => number } {
  let count = 0;
  const step = () => {
    if (count++ === at) throw new Crash(`at statement ${at}`);
  };
  return {
    ...database,
    reached: () => count,
    transact: (deed, scope) =>
      database.transact(async (tx) => {
        const crashing: Tx = {
          client: tx.client,
          rows: (schema) => {
            const ask = tx.rows(schema);
            return async (text, ...values) => {
              step();
              return ask(text, ...values);
            };
          },
          run: async (text, ...values) => {
            step();
            return tx.run(text, ...values);
          },
        };
        const result = await deed(crashing);
        step();
        return result;
      }, scope),
  };
}

/** A signer whose process dies when it has signed: what it signed is on the disk, nobody has seen it. */
export function crashingAfterSigning(signer: Signer): Signer {
  return {
    ...signer,
    async sign(previous, next) {
      await signer.sign(previous, next);
      throw new Crash("after signing");
    },
  };
}
