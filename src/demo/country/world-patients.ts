/** The demo's patients as the registry knows them: with sex and policy, before their first document comes. */
import { parseSnils } from "../../basics/snils.ts";
import { findOrAddPerson } from "../../registry/person.ts";
import { world } from "../people/world.ts";
import type { EnrolDeps } from "./enrol.ts";

export async function enrolWorldPatients({ registry, keyring, clock }: EnrolDeps): Promise<void> {
  await registry.transact(async (tx) => {
    for (const { snils: text, name, birthDate, sex, policy } of world.patients) {
      const snils = parseSnils(text);
      if (!snils) throw new Error("a patient of the demo has no СНИЛС");
      await findOrAddPerson(
        tx,
        keyring,
        { snils, ...name, birthDate, sex, policy: policy.number },
        "administrator",
        clock(),
      );
    }
  });
}
