/**
 * CryptoPro CAdES plug-in behind an adapter: keys on tokens, which no page can read. The plug-in's script is not ours and
 * is never loaded by us; where an organisation's browsers bring the object `cadesplugin` into pages, it is used.
 * API: docs.cryptopro.ru, «КриптоПро ЭЦП Browser plug-in», asynchronous object model.
 */

/** A certificate whose key the plug-in holds. */
export interface TokenCertificate {
  /** SHA-1 of the certificate, as the store knows it. */
  readonly thumbprint: string;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** What the page needs of any signing tool on the person's machine. */
export interface TokenSigner {
  /** Certificates of the person's own store that have a private key. */
  list(): Promise<readonly TokenCertificate[]>;
  /** DER of a detached CAdES-BES signature over the bytes. */
  sign(thumbprint: string, bytes: Uint8Array): Promise<Uint8Array>;
}

/** Of the plug-in's objects what is used here: every property is a promise, every setter is `propset_…`. */
interface PluginCertificate {
  readonly Thumbprint: Promise<string>;
  HasPrivateKey(): Promise<boolean>;
  Export(encoding: number): Promise<string>;
}

interface PluginCertificates {
  readonly Count: Promise<number>;
  /** Counts from 1. */
  Item(number: number): Promise<PluginCertificate>;
  Find(type: number, what: string): Promise<PluginCertificates>;
}

interface PluginStore {
  readonly Certificates: Promise<PluginCertificates>;
  Open(location: number, name: string, mode: number): Promise<void>;
  Close(): Promise<void>;
}

interface PluginSigner {
  propset_Certificate(certificate: PluginCertificate): Promise<void>;
  propset_Options(options: number): Promise<void>;
}

interface PluginSignedData {
  propset_ContentEncoding(encoding: number): Promise<void>;
  propset_Content(content: string): Promise<void>;
  SignCades(signer: PluginSigner, type: number, detached: boolean): Promise<string>;
}

interface PluginObjects {
  readonly "CAdESCOM.Store": PluginStore;
  readonly "CAdESCOM.CPSigner": PluginSigner;
  readonly "CAdESCOM.CadesSignedData": PluginSignedData;
}

/** The object in the page; awaited, it says when the plug-in is ready. */
export interface CadesPlugin extends PromiseLike<unknown> {
  CreateObjectAsync<Name extends keyof PluginObjects>(name: Name): Promise<PluginObjects[Name]>;
}

/** Numbers of the documented API. */
const CAPICOM_CURRENT_USER_STORE = 2;
const CAPICOM_MY_STORE = "My";
const CAPICOM_STORE_OPEN_MAXIMUM_ALLOWED = 2;
const CAPICOM_CERTIFICATE_FIND_SHA1_HASH = 0;
const CAPICOM_ENCODE_BASE64 = 0;
const CAPICOM_CERTIFICATE_INCLUDE_END_ENTITY_ONLY = 2;
const CADESCOM_BASE64_TO_BINARY = 1;
const CADESCOM_CADES_BES = 1;

/** The plug-in of this page, or null where there is none. */
export function pluginHere(page: object = globalThis): CadesPlugin | null {
  const found: unknown = Reflect.get(page, "cadesplugin");
  const has = typeof found === "object" && found !== null && "CreateObjectAsync" in found && "then" in found;
  return has ? (found as unknown as CadesPlugin) : null;
}

/** However long the person thinks over the token's PIN; only the waking up is timed. */
const WAKES_WITHIN = 15_000;

export function cryptoPro(plugin: CadesPlugin): TokenSigner {
  return {
    list: () =>
      withStore(plugin, async (certificates) => {
        const found: TokenCertificate[] = [];
        const count = await certificates.Count;
        for (let number = 1; number <= count; number++) {
          const one = await certificates.Item(number);
          if (!(await one.HasPrivateKey())) continue;
          const certificate = fromBase64(await one.Export(CAPICOM_ENCODE_BASE64));
          found.push({ thumbprint: await one.Thumbprint, certificate });
        }
        return found;
      }),
    sign: (thumbprint, bytes) =>
      withStore(plugin, async (certificates) => {
        const found = await certificates.Find(CAPICOM_CERTIFICATE_FIND_SHA1_HASH, thumbprint);
        if ((await found.Count) === 0) throw new Error("the certificate is not there any more");
        const signer = await plugin.CreateObjectAsync("CAdESCOM.CPSigner");
        await signer.propset_Certificate(await found.Item(1));
        await signer.propset_Options(CAPICOM_CERTIFICATE_INCLUDE_END_ENTITY_ONLY);
        const data = await plugin.CreateObjectAsync("CAdESCOM.CadesSignedData");
        // Before the content: else the content is taken for text and signed as UTF-16.
        await data.propset_ContentEncoding(CADESCOM_BASE64_TO_BINARY);
        await data.propset_Content(toBase64(bytes));
        return fromBase64(await data.SignCades(signer, CADESCOM_CADES_BES, true));
      }),
  };
}

async function withStore<T>(plugin: CadesPlugin, deed: (certificates: PluginCertificates) => Promise<T>): Promise<T> {
  await within(WAKES_WITHIN, plugin);
  const store = await plugin.CreateObjectAsync("CAdESCOM.Store");
  await store.Open(CAPICOM_CURRENT_USER_STORE, CAPICOM_MY_STORE, CAPICOM_STORE_OPEN_MAXIMUM_ALLOWED);
  try {
    return await deed(await store.Certificates);
  } finally {
    await store.Close();
  }
}

function within(milliseconds: number, plugin: CadesPlugin): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the plug-in does not answer")), milliseconds);
    plugin.then(
      () => {
        clearTimeout(late);
        resolve();
      },
      (why: unknown) => {
        clearTimeout(late);
        reject(why instanceof Error ? why : new Error(String(why)));
      },
    );
  });
}

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const octet of bytes) binary += String.fromCharCode(octet);
  return btoa(binary);
}

/** The plug-in breaks its base64 into lines. */
function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/\s+/g, "")), (character) => character.charCodeAt(0));
}
