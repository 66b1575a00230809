/** Key files: written by OpenSSL and by us, opened by us and by OpenSSL; hostile ones are told so. */

import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, pbkdf2Sync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fromHex, toHex } from "../../src/cms/bytes.ts";
import { ContainerFault } from "../../src/cms/container/container-fault.ts";
import { Effort } from "../../src/cms/container/effort.ts";
import { kuznyechik } from "../../src/cms/container/kuznyechik.ts";
import { type Identity, openContainer } from "../../src/cms/container/open-container.ts";
import { macOf, pbkdf2 } from "../../src/cms/container/stretch.ts";
import { writePfx } from "../../src/cms/container/write-pfx.ts";
import type { DigestAlgorithm } from "../../src/cms/digests.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { toPkcs8, toPkcs8Pem } from "../../src/cms/issue/key.ts";
import { signDetachedBy } from "../../src/cms/issue/sign.ts";
import { nameText } from "../../src/cms/names.ts";
import { toPem } from "../../src/cms/pem.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { certify, doctor, doctorKey, keyNamed, list, NOW, root } from "./house.ts";
import { noGostEngine, noOpenssl, openssl, workshop } from "./openssl.ts";

const PASSWORD = "Пароль для PFX";
const counted = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i * 7 + 1);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

async function fault(files: readonly Uint8Array[], password = PASSWORD): Promise<string> {
  const error = await openContainer(files, password).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ContainerFault, String(error));
  return error.code;
}

/** Signs with it and lets the house judge; the root is believed, or the certificate itself where it is self-made. */
async function judged({ certificate, key }: Identity): Promise<string> {
  const document = digestsOf(text("<ClinicalDocument/>"));
  const signature = await signDetachedBy({ digests: document, certificate: certificate.der, key, signingTime: NOW });
  const trust = openTrustStore({ roots: [root.certificate], intermediates: [], crls: [list()] });
  const [verdict] = validateSignature({ document, signature, trust, bestTime: NOW, now: NOW });
  const intact = verdict?.constraints?.find(({ constraint }) => constraint === "SignatureIntact")?.met;
  return `${intact ? "intact" : "broken"} ${verdict?.signatureAlgorithm}`;
}

describe("keys from passwords", () => {
  const derive = async (hash: DigestAlgorithm, password: string, salt: string, iterations: number, length: number) =>
    toHex(await pbkdf2(text(password), { hash, salt: text(salt), iterations, length }, new Effort()));

  test("PBKDF2 over Streebog-512 gives the numbers of R 50.1.111-2016 (RFC 9337 §A)", async () => {
    assert.equal(
      await derive("streebog512", "password", "salt", 1, 64),
      "64770af7f748c3b1c9ac831dbcfd85c26111b30a8a657ddc3056b80ca73e040d2854fd36811f6d825cc4ab66ec0a68a490a9e5cf5156b3a2b7eecddbf9a16b47",
    );
    assert.equal(
      await derive("streebog512", "password", "salt", 4096, 64),
      "e52deb9a2d2aaff4e2ac9d47a41f34c20376591c67807f0477e32549dc341bc7867c09841b6d58e29d0347c996301d55df0d34e47cf68f4e3c2cdaf1d9ab86c3",
    );
    assert.equal(
      await derive("streebog512", "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096, 100),
      "b2d8f1245fc4d29274802057e4b54e0a0753aa22fc53760b301cf008679e58fe4bee9addcae99ba2b0b20f431a9c5e50f395c89387d0945aedeca6eb4015dfc2bd2421ee9bb71183ba882ceebfef259f33f9e27dc6178cb89dc37428cf9cc52a2baa2d3a",
    );
  });
  test("PBKDF2 over SHA is the platform's", async () => {
    for (const hash of ["sha1", "sha256", "sha512"] as const)
      assert.equal(
        await derive(hash, PASSWORD, "соль", 1000, 40),
        pbkdf2Sync(PASSWORD, "соль", 1000, 40, hash).toString("hex"),
      );
  });
  test("HMAC is the platform's, also for keys longer than a block", () => {
    for (const length of [3, 64, 65, 200])
      for (const hash of ["sha1", "sha256", "sha512"] as const)
        assert.equal(
          toHex(macOf(hash, counted(length), counted(99))),
          createHmac(hash, counted(length)).update(counted(99)).digest("hex"),
        );
  });
  test("Kuznyechik enciphers the block of RFC 7801 §5.4", () => {
    const key = fromHex("8899aabbccddeeff0011223344556677fedcba98765432100123456789abcdef");
    const block = fromHex("1122334455667700ffeeddccbbaa9988");
    assert.equal(toHex(kuznyechik(key, block)), "7f679d90bebc24305a468d42b9d4edcd");
  });
});

describe("a key file of ours", () => {
  const write = (hash: "sha256" | "streebog256" | "streebog512" = "sha256", iterations = 2000) =>
    writePfx({
      pkcs8: toPkcs8(doctorKey),
      certificates: [doctor, root.certificate],
      password: PASSWORD,
      random: counted,
      iterations,
      hash,
    });

  test("opens with its password, and signs", async () => {
    for (const hash of ["sha256", "streebog256", "streebog512"] as const) {
      const shares: number[] = [];
      const file = await write(hash);
      const [identity, ...more] = await openContainer([file], PASSWORD, (share) => shares.push(share));
      assert.ok(identity && more.length === 0);
      assert.deepEqual(Buffer.from(identity.certificate.der), Buffer.from(doctor));
      assert.equal(await judged(identity), "intact GOST R 34.10-2012 256 with GOST R 34.11-2012 256");
      assert.ok(shares.length > 0 && shares.at(-1) === 1);
      assert.ok(
        file.every((octet) => octet === 0),
        "the file is wiped",
      );
    }
  });

  test("OpenSSL opens it", { skip: noGostEngine }, async () => {
    const folder = workshop();
    for (const hash of ["sha256", "streebog512"] as const) {
      writeFileSync(join(folder, "ours.p12"), await write(hash));
      const said = openssl(
        folder,
        "pkcs12",
        "-engine",
        "gost",
        "-in",
        "ours.p12",
        "-passin",
        `pass:${PASSWORD}`,
        "-nodes",
      );
      assert.match(said, /BEGIN PRIVATE KEY/);
      assert.match(said, /BEGIN CERTIFICATE/);
    }
  });

  test("says plainly that the password is wrong", async () => {
    assert.equal(await fault([await write()], "пароль для PFX"), "wrong-password");
    assert.equal(await fault([await write("streebog512")], ""), "wrong-password");
  });

  test("may be PEM of a key and its certificate, in one file or in two", async () => {
    const [key, certificate] = [toPkcs8Pem(doctorKey), toPem("CERTIFICATE", doctor)];
    assert.equal((await openContainer([text(`${key}${certificate}`)], "")).length, 1);
    assert.equal((await openContainer([text(key), doctor.slice()], "")).length, 1);
    assert.equal(await fault([text(key)]), "no-certificate");
    assert.equal(await fault([doctor.slice()]), "no-key");
    assert.equal(await fault([text(key), certify(keyNamed("another")).slice()]), "no-certificate");
  });
});

describe("a key file of OpenSSL", { skip: noOpenssl }, () => {
  const folder = workshop();
  const file = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
  const pass = ["-passout", `pass:${PASSWORD}`];

  async function exported(key: string, ...options: string[]): Promise<readonly Identity[]> {
    openssl(folder, "pkcs12", "-export", "-inkey", key, "-in", `${key}.crt`, ...pass, "-out", "key.p12", ...options);
    return openContainer([file("key.p12")], PASSWORD);
  }

  function selfSigned(name: string, ...options: string[]): void {
    openssl(
      folder,
      "req",
      "-new",
      "-x509",
      "-key",
      name,
      "-subj",
      "/CN=Doctor",
      "-days",
      "10",
      "-out",
      `${name}.crt`,
      ...options,
    );
  }

  const native = [
    ["rsa", "rsa", { modulusLength: 2048 }, "intact RSA 2048 with SHA-256"],
    ["p256", "ec", { namedCurve: "P-256" }, "intact ECDSA P-256 with SHA-256"],
    ["p384", "ec", { namedCurve: "P-384" }, "intact ECDSA P-384 with SHA-384"],
  ] as const;
  for (const [name, type, options, wanted] of native) {
    test(`of ${name}, as PKCS#12 and as PKCS#8 with a certificate beside`, async () => {
      const { privateKey } = generateKeyPairSync(type as "rsa", options as { modulusLength: number });
      writeFileSync(join(folder, name), privateKey.export({ type: "pkcs8", format: "pem" }));
      selfSigned(name);
      for (const more of [[], ["-macalg", "sha1"], ["-keypbe", "aes-128-cbc", "-certpbe", "aes-192-cbc"], ["-nomac"]]) {
        const [identity] = await exported(name, ...more);
        assert.equal(await judged(identity!), wanted, more.join(" "));
      }
      for (const prf of ["hmacWithSHA1", "hmacWithSHA256", "hmacWithSHA512"]) {
        openssl(folder, "pkcs8", "-topk8", "-in", name, ...pass, "-v2", "aes-256-cbc", "-v2prf", prf, "-out", "key.p8");
        const [identity] = await openContainer([file("key.p8"), file(`${name}.crt`)], PASSWORD);
        assert.equal(await judged(identity!), wanted, prf);
        assert.equal(await fault([file("key.p8"), file(`${name}.crt`)], "x"), "wrong-password");
      }
    });
  }

  test("closed by the ciphers of 1999 is told from a wrong password", async () => {
    writeFileSync(
      join(folder, "old"),
      generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }),
    );
    selfSigned("old");
    openssl(
      folder,
      "pkcs12",
      "-export",
      "-inkey",
      "old",
      "-in",
      "old.crt",
      ...pass,
      "-out",
      "old.p12",
      "-keypbe",
      "PBE-SHA1-3DES",
      "-certpbe",
      "PBE-SHA1-3DES",
    );
    assert.equal(await fault([file("old.p12")]), "unsupported");
  });

  for (const [curve, algorithm, set] of [
    ["256 CryptoPro-A", "gost2012_256", "A"],
    ["256 TC26-A", "gost2012_256", "TCA"],
    ["512 TC26-A", "gost2012_512", "A"],
    ["512 TC26-B", "gost2012_512", "B"],
  ] as const) {
    test(`of GOST ${curve}, under every GOST lock that OpenSSL has`, { skip: noGostEngine }, async () => {
      const engine = ["-engine", "gost"];
      const name = curve.replaceAll(" ", "-");
      openssl(folder, "genpkey", ...engine, "-algorithm", algorithm, "-pkeyopt", `paramset:${set}`, "-out", name);
      const long = `/CN=${"О".repeat(60)}/O=${"р".repeat(60)}/OU=${"г".repeat(60)}/L=${"д".repeat(60)}`;
      openssl(
        folder,
        "req",
        "-new",
        "-x509",
        "-utf8",
        ...engine,
        "-key",
        name,
        "-subj",
        long,
        "-days",
        "10",
        "-out",
        `${name}.crt`,
      );
      const size = algorithm.slice(-3);
      const locks = [
        [],
        ["-macalg", "md_gost12_256"],
        ["-macalg", "md_gost12_512", "-keypbe", "kuznyechik-ctr-acpkm", "-certpbe", "kuznyechik-ctr-acpkm"],
        ["-macalg", "md_gost12_512", "-keypbe", "gost89", "-certpbe", "gost89"],
      ];
      for (const lock of locks) {
        const [identity] = await exported(name, ...engine, ...lock);
        assert.equal(
          await judged(identity!),
          `intact GOST R 34.10-2012 ${size} with GOST R 34.11-2012 ${size}`,
          lock.join(" "),
        );
      }
      for (const cipher of ["aes-256-cbc", "kuznyechik-ctr-acpkm", "gost89"])
        for (const prf of ["256", "512"]) {
          openssl(
            folder,
            "pkcs8",
            "-topk8",
            ...engine,
            "-in",
            name,
            ...pass,
            "-v2",
            cipher,
            "-v2prf",
            `id-tc26-hmac-gost-3411-2012-${prf}`,
            "-out",
            "g.p8",
          );
          const files = () => [file("g.p8"), file(`${name}.crt`)];
          assert.equal((await openContainer(files(), PASSWORD)).length, 1, `${cipher} ${prf}`);
          assert.equal(await fault(files(), "иной"), "wrong-password", `${cipher} ${prf}`);
        }
    });
  }
});

test("the key file of R 50.1.112-2016 §A opens: 28147-89 in CFB, PBKDF2 and MAC over Streebog-512", async () => {
  const base64 = readFileSync(new URL("../vectors/cms/r50-1-112-2016.pfx.b64", import.meta.url), "latin1");
  const file = (): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));
  const [identity] = await openContainer([file()], PASSWORD);
  assert.match(nameText(identity!.certificate.subject), /CN=Test certificate 1 \(PKCS#12 example\)/);
  assert.equal(await judged(identity!), "intact GOST R 34.10-2012 256 with GOST R 34.11-2012 256");
  assert.equal(await fault([file()], "пароль для PFX"), "wrong-password");
});

describe("a hostile key file", () => {
  const file = () =>
    writePfx({
      pkcs8: toPkcs8(doctorKey),
      certificates: [doctor],
      password: PASSWORD,
      random: counted,
      iterations: 2000,
    });

  test("cannot ask for more work than is bearable", async () => {
    const bytes = await file();
    // 2000 iterations become 0x7fff of them in three octets: INTEGER 02 02 07 d0 stands in each place.
    const many = Buffer.from(bytes);
    const at = many.lastIndexOf(Buffer.from("020207d0", "hex"));
    const grown = Buffer.concat([many.subarray(0, at), Buffer.from("02047fffffff", "hex")]);
    // The lengths around it grow by two: MacData's and the whole's.
    const fix = (offset: number) => grown.writeUInt16BE(grown.readUInt16BE(offset) + 2, offset);
    fix(2);
    const mac = grown.lastIndexOf(Buffer.from([0x30, 0x31, 0x30, 0x0d])) - 2;
    grown[mac + 1]! += 2;
    const started = performance.now();
    assert.equal(await fault([new Uint8Array(grown)]), "too-slow");
    assert.ok(performance.now() - started < 500);
  });
  test("of any length that is cut off is no container, or damaged", async () => {
    const bytes = await file();
    for (let length = 0; length < bytes.length; length += 17)
      assert.match(await fault([bytes.slice(0, length)]), /^(not-a-container|damaged)$/, `${length}`);
  });
  test("with any octet turned is refused", async () => {
    const bytes = await file();
    for (let at = 0; at < bytes.length; at += 41) {
      const turned = bytes.slice();
      turned[at]! ^= 0x41;
      assert.match(await fault([turned]), /^(not-a-container|damaged|unsupported|wrong-password|too-slow)$/, `${at}`);
    }
  });
  test("that is large, or of something else, is told so", async () => {
    assert.equal(await fault([new Uint8Array(300_000).fill(0x30)]), "too-large");
    assert.equal(await fault([text("просто письмо")]), "not-a-container");
    assert.equal(await fault([fromHex("3003020101")]), "not-a-container");
    assert.equal(await fault([]), "no-key");
  });
});
