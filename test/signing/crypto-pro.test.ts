/**
 * The CryptoPro adapter against a stand-in of the plug-in's own object, shaped by its documented asynchronous API. No
 * real plug-in was to be had; what it signs is signed here by a GOST key of ours, so that the house's proof can judge it.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type CadesPlugin, cryptoPro, pluginHere } from "../../browser/sign/crypto-pro.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";
import { doctor, doctorKey, judge, NOW } from "../cms/house.ts";

/** Everything that was asked of the plug-in, in order. */
function standIn(refuses: string | null = null): { plugin: CadesPlugin; asked: string[] } {
  const asked: string[] = [];
  const own = {
    Thumbprint: Promise.resolve("AB12"),
    HasPrivateKey: async () => true,
    Export: async (encoding: number) => {
      asked.push(`export ${encoding}`);
      return lines(doctor);
    },
  };
  const foreign = { ...own, Thumbprint: Promise.resolve("CD34"), HasPrivateKey: async () => false };
  const listOf = (items: (typeof own)[]) => ({
    Count: Promise.resolve(items.length),
    Item: async (number: number) => items[number - 1]!,
    Find: async (type: number, what: string) => {
      asked.push(`find ${type} ${what}`);
      return listOf(what === "AB12" ? [own] : []);
    },
  });
  let content = "";
  const objects = {
    "CAdESCOM.Store": {
      Open: async (...how: unknown[]) => void asked.push(`open ${how.join(" ")}`),
      Close: async () => void asked.push("close"),
      Certificates: Promise.resolve(listOf([foreign, own])),
    },
    "CAdESCOM.CPSigner": {
      propset_Certificate: async () => void asked.push("signer certificate"),
      propset_Options: async (options: number) => void asked.push(`signer options ${options}`),
    },
    "CAdESCOM.CadesSignedData": {
      propset_ContentEncoding: async (encoding: number) => void asked.push(`encoding ${encoding}`),
      propset_Content: async (text: string) => {
        asked.push("content");
        content = text;
      },
      SignCades: async (_: unknown, type: number, detached: boolean) => {
        asked.push(`sign ${type} ${detached}`);
        if (refuses !== null) throw new Error(refuses);
        const digests = digestsOf(new Uint8Array(Buffer.from(content, "base64")));
        return lines(signDetached({ digests, certificate: doctor, key: doctorKey, signingTime: NOW }));
      },
    },
  };
  const plugin = {
    // biome-ignore lint/suspicious/noThenProperty: the plug-in's object is awaited before it is used.
    then: (ready: () => void) => ready(),
    CreateObjectAsync: async (name: keyof typeof objects) => objects[name],
  };
  return { plugin: plugin as unknown as CadesPlugin, asked };
}

/** The plug-in breaks base64 into lines with CR LF. */
const lines = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replace(/.{64}/g, "$&\r\n");

describe("the CryptoPro adapter", () => {
  test("lists only certificates whose key is there", async () => {
    const { plugin, asked } = standIn();
    const found = await cryptoPro(plugin).list();
    assert.deepEqual(
      found.map(({ thumbprint, certificate }) => [thumbprint, Buffer.from(certificate).equals(doctor)]),
      [["AB12", true]],
    );
    // The person's own store (2, "My"), as far as it may be opened (2); base64 (0).
    assert.deepEqual(asked, ["open 2 My 2", "export 0", "close"]);
  });

  test("signs the very bytes, detached, as CAdES-BES", async () => {
    const { plugin, asked } = standIn();
    const bytes = new TextEncoder().encode("<ClinicalDocument>ё</ClinicalDocument>");
    const signature = await cryptoPro(plugin).sign("AB12", bytes);
    assert.equal(judge(signature, { document: digestsOf(bytes) }), "TOTAL-PASSED");
    assert.deepEqual(asked, [
      "open 2 My 2",
      "find 0 AB12",
      "signer certificate",
      "signer options 2",
      "encoding 1",
      "content",
      "sign 1 true",
      "close",
    ]);
  });

  test("passes on why the plug-in refuses, and closes the store", async () => {
    const { plugin, asked } = standIn("Ввод пин-кода отменён (0x8010006E)");
    await assert.rejects(cryptoPro(plugin).sign("AB12", new Uint8Array(1)), /0x8010006E/);
    assert.equal(asked.at(-1), "close");
    await assert.rejects(cryptoPro(plugin).sign("нет", new Uint8Array(1)), /not there any more/);
  });

  test("is not used where the page has no such object, or a thing that only bears its name", () => {
    assert.equal(pluginHere({}), null);
    for (const thing of [null, 1, "cadesplugin", {}, { CreateObjectAsync: 1 }])
      assert.equal(pluginHere({ cadesplugin: thing }), null);
    assert.ok(pluginHere({ cadesplugin: standIn().plugin }));
  });
});
