/** The demo's organisations sign with certificates of the demo's authority, so that a draft can be sealed at once. */

import type { OrganisationSeals } from "../../clinic/seal-draft.ts";
import { gostSigningKey } from "../../cms/issue/sign.ts";
import type { Sql } from "../../db/sql.ts";
import { ogrnFor } from "../country/places.ts";
import { findOrganisation } from "../country/store.ts";
import type { DemoAuthority } from "./authority.ts";

export function demoSeals(sql: Sql, authority: DemoAuthority): OrganisationSeals {
  return {
    async find(oid) {
      const known = await findOrganisation(sql, oid);
      if (!known) return null;
      const { name, ogrn, inn } = known;
      const { certificate, key } = authority.organisation({ oid, name, ogrn: ogrn ?? ogrnFor(oid), inn });
      return { certificate, key: gostSigningKey(key) };
    },
  };
}
