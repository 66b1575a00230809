/** Words of signing: the document, its digests, a key in a file, CryptoPro, a signature of another program. */
import type { SigningWords } from "../../../contract/signing.ts";
import type { Messages } from "../ru.ts";

const element: SigningWords = {
  checking: "Fetching the document and computing its digests…",
  same: "The document came unchanged: its digests match.",
  differs:
    "The document that the server sent is not the one that this page names. It must not be signed. Reload the page; if it happens again, tell the administrator.",
  unreachable: "The document could not be fetched. Check the connection and reload the page.",
  insecure:
    "The browser does not let this page sign: an address that begins with https is needed. Sign in another program and attach the signature file.",
  file: {
    title: "A key in a file",
    about: "The file and the password stay in this browser: only the finished signature goes to the server.",
    label: "Key file",
    hint: "PKCS#12 (.p12, .pfx), or PKCS#8 together with the certificate's file. GOST, RSA or ECDSA",
    password: "Password of the file",
    open: "Open the key",
    opening: "Opening the key: {percent} %",
    cancel: "Stop",
    another: "Choose another key",
  },
  plugin: {
    title: "A key on a token or in CryptoPro CSP",
    found: "The CryptoPro plug-in is here. The key and its PIN stay in it.",
    absent:
      "«CryptoPro CAdES Browser plug-in» is not found in this browser. To sign with a token, ask the administrator to install CryptoPro CSP, the plug-in and its browser extension. Without it, sign in your own program and attach the signature file below.",
    look: "Show my certificates",
    looking: "Asking the CryptoPro plug-in…",
    none: "The personal store has no certificate with a private key. Insert the token and try again.",
    failed: "CryptoPro did not answer as it should: {why}",
  },
  chosen: {
    title: "Sign with this key",
    choose: "Certificate",
    owner: "Owner",
    snils: "SNILS",
    organisation: "Post and organisation",
    issuer: "Issued by",
    validity: "Valid",
    span: "from {from} to {to}",
    algorithm: "Algorithm",
    sign: "Sign and send",
    signing: "Signing…",
    signed: "Signed. Sending the signature…",
  },
  warnings: {
    expired: "This certificate has expired. Choose another key or get a new certificate.",
    early: "This certificate is not valid yet. Choose another key.",
    soon: "The certificate is valid until {date}. Get a new one in time.",
    another: "This is another person's certificate: its SNILS is not yours. Only the author may sign the document.",
    nameless: "The certificate has no SNILS, and the registry will not take the signature. Choose a personal one.",
  },
  faults: {
    "wrong-password": "The password does not open this file. Check the keyboard layout and capital letters.",
    "not-a-container": "This is not a key file. A .p12, .pfx or .pem file is needed.",
    damaged: "The key file is damaged. Take a copy of it.",
    unsupported:
      "The file is closed in a way that the browser does not know: an export of CryptoPro CSP, for example, or a very old PKCS#12. Sign by the plug-in or in your own program.",
    "too-slow": "The file asks for too much computing: real keys are not protected like that.",
    "too-large": "The file is too large for a key.",
    "no-key": "There is no private key in the file. Choose the file with the key.",
    "no-certificate": "The key has no certificate. Choose the certificate's file together with the key file.",
    "no-file": "Choose the key file.",
    unexpected: "It could not be signed. Try again, or sign in your own program.",
  },
};

export const signing: Messages["signing"] = {
  title: "The doctor's signature",
  element,
  digests: "Digests",
  doctor: "Who signs",
  streebog: "GOST R 34.11-2012 (256)",
  digestsAbout: "By the digests any program can prove that this very document was signed.",
  download: "Download the document (XML)",
  upload: {
    title: "Sign in another program",
    about: "Download the document, sign it with a detached CAdES-BES signature and attach the signature file.",
    label: "Signature file",
    hint: "A detached signature: .sig, .p7s, .sgn",
    send: "Send the signature",
  },
  organisation: {
    missing: "The server has no key of your organisation",
    missingAbout: "The document cannot be sent: after you the organisation signs it. Tell the administrator.",
    expired: "The certificate of your organisation is not valid any more",
    expiredAbout: "The document cannot be sent until the administrator sets a new one.",
    soon: (date: string) => `The certificate of your organisation is valid until ${date}`,
    soonAbout: "Everything works for now. Remind the administrator to get a new one.",
  },
};
