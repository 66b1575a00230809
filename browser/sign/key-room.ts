/**
 * The room of keys: a worker of its own. A person's key file and password come in, signatures go out; the key itself never
 * does, and when the worker ends its memory goes with it. It asks the network for nothing.
 */
import { toHex } from "../../src/cms/bytes.ts";
import { type Certificate, describe, readCertificate } from "../../src/cms/certificate.ts";
import { ContainerFault } from "../../src/cms/container/container-fault.ts";
import { type Identity, openContainer } from "../../src/cms/container/open-container.ts";
import { digest, digestsOf } from "../../src/cms/digests.ts";
import { signDetachedBy } from "../../src/cms/issue/sign.ts";
import { attribute } from "../../src/cms/names.ts";
import { OID } from "../../src/cms/oids.ts";
import type { Answers, Asked, Described, Said } from "./messages.ts";

/** The library of types is the page's; in a worker `postMessage` takes no origin. */
const say = (said: Said): void => (postMessage as (message: unknown) => void)(said);

let identities: readonly Identity[] = [];

addEventListener("message", async ({ data }: MessageEvent<Asked>) => {
  try {
    say({ kind: "done", answer: await answer(data) });
  } catch (error) {
    say({ kind: "fault", code: error instanceof ContainerFault ? error.code : "unexpected" });
  }
});

async function answer(asked: Asked): Promise<Answers[keyof Answers]> {
  switch (asked.deed) {
    case "digest": {
      const { bytes } = asked;
      return { sha256: toHex(digest("sha256", bytes)), streebog256: toHex(digest("streebog256", bytes)) };
    }
    case "open": {
      let told = -1;
      identities = await openContainer(asked.files, asked.password, (share) => {
        const percent = Math.floor(100 * share);
        if (percent !== told) say({ kind: "progress", share });
        told = percent;
      });
      return identities.map(({ certificate }) => described(certificate));
    }
    case "describe":
      return described(readCertificate(asked.certificate));
    case "sign": {
      const identity = identities[asked.which];
      if (identity === undefined) throw new Error("no key is open");
      return signDetachedBy({
        digests: digestsOf(asked.bytes),
        certificate: identity.certificate.der,
        key: identity.key,
        signingTime: new Date(asked.at),
      });
    }
  }
}

function described(certificate: Certificate): Described {
  const { commonName, surname, givenName, snils, organisation, title, notBefore, notAfter, algorithm, serial } =
    describe(certificate);
  const owner = surname === null ? commonName : [surname, givenName].filter(Boolean).join(" ");
  const issuer = attribute(certificate.issuer, OID.commonName) ?? attribute(certificate.issuer, OID.organisation);
  return {
    ...{ owner: owner ?? "—", snils, organisation, title, issuer: issuer ?? "—" },
    ...{ notBefore, notAfter, algorithm, serial },
  };
}
