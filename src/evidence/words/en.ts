/** What the check says, in English. */
import type { Messages } from "./messages.ts";

export const en: Messages = {
  state: {
    authentic: {
      title: "The document is authentic",
      about: "It is unchanged, and everything you brought confirms it.",
    },
    "not-authentic": {
      title: "Not confirmed as authentic",
      about:
        "What you brought does not fit together. Below is what exactly. Do not rely on this file: ask whoever issued the document for it again.",
    },
    "cannot-tell": {
      title: "Cannot tell",
      about: "Nothing speaks against the document, but its authenticity could not be proved. Below is what is missing.",
    },
  },
  parts: {
    bytes: "1. Is it the same file",
    signers: "2. Who signed it",
    log: "3. Is it in the registry’s log",
    now: "4. Now",
  },
  bytes: {
    registered: "Yes: these are the very bytes that the registry registered. Nothing is changed.",
    other:
      "No: the receipt is genuine, but of another document. The file was changed, or the receipt is somebody else’s.",
    signed:
      "These are the very bytes that were signed. There is no receipt, so nothing is proved here about registration.",
    altered: "No: other bytes were signed. The file was changed afterwards, or the signature is of another document.",
    untold: "Cannot be seen: neither a receipt nor a signature came with the file.",
  },
  noDocument: "The document itself is missing: you brought only what belongs to it. Add the document.",
  view: (pdf) =>
    `What was checked is the original inside ${pdf}. The pages of the PDF are a view of it for reading: by themselves they prove nothing.`,
  signer: {
    passed: "The signature holds, the certificate was valid",
    failed: "The signature does not hold",
    unsure: "The signature cannot be judged",
    none: "No signature is among the files, so who signed cannot be checked here.",
    unknown: "The signer is not named",
    period: "Certificate valid",
    issuer: "Issued by",
    serial: "Certificate number",
    signed: "Time of signing (by the signer’s clock)",
    judged: "Judged as of",
    receipt: "That the signature was there by then is proved by the registry’s receipt.",
    strange: "This is not the signature that the document was registered with.",
    why: "Reason",
    code: "Code",
  },
  log: {
    proved: "Yes: the entry is in the log, which cannot be rewritten unseen.",
    "no-key": "There is a receipt, but the key of this log is not known here: nothing can be proved.",
    "no-quorum": "The entry is in the log, but fewer witnesses cosigned the checkpoint than you want.",
    unproved: "No: the receipt does not fit the log. It was changed or forged.",
    misshapen: "No: the file of the receipt is damaged and cannot be read.",
    none: "No receipt is among the files, so nothing is proved here about the log.",
    number: "Registry number",
    registered: "Registered",
    organisation: "Organisation (OID)",
    index: "Place in the log",
    place: (index, size) => `entry ${index} of ${size}`,
    checkpoint: "Checkpoint",
    root: "Root",
    cosigners: "Cosigned by witnesses",
    noCosigners: "No witness is on this checkpoint: only the log itself signed it.",
    cosignerUnknown: "its key is not known here",
  },
  reasons: {
    HASH_FAILURE: "Another file was signed.",
    SIG_CRYPTO_FAILURE: "The signature is not by this key.",
    FORMAT_FAILURE: "This is no signature, or its file is damaged.",
    NOT_YET_VALID: "The certificate became valid later.",
    OUT_OF_BOUNDS_NO_POE:
      "The certificate has expired, and it is not proved that the signature is older. Add the registry’s receipt.",
    OUT_OF_BOUNDS_NOT_REVOKED:
      "The certificate has expired, and it is not proved that the signature is older. Add the registry’s receipt.",
    NO_CERTIFICATE_CHAIN_FOUND: "The certificate authority is not known here.",
    NO_SIGNING_CERTIFICATE_FOUND: "The signer’s certificate is missing.",
    TRY_LATER: "There is no fresh list of revoked certificates: whether this one was revoked cannot be known.",
    REVOKED_NO_POE: "The certificate was revoked, and it is not proved that the signature is older.",
    REVOKED_CA_NO_POE: "The authority’s certificate was revoked.",
    CHAIN_CONSTRAINTS_FAILURE: "The certificate is not for signing documents.",
    SIG_CONSTRAINTS_FAILURE: "The signature was not made by the rules.",
    CRYPTO_CONSTRAINTS_FAILURE: "The signature was made in a weak way.",
    SIGNED_DATA_NOT_FOUND: "The document itself is missing.",
  },
  troubles: {
    "zip-damaged": "The archive is damaged or was not downloaded to its end. Download it again.",
    "zip-too-large": "The archive holds too many files, or they swell when opened. We did not open it.",
    "zip-locked": "The archive has a password. Unpack it and bring the files.",
    "zip-twice": "Two files of the archive have one name. Documents are not issued like that.",
    "pdf-damaged": "The PDF breaks off or is damaged. Download it again.",
    "pdf-without-original":
      "This PDF holds no original with signatures. Most likely it is not from our portal, was saved anew, or is a scan.",
    "pdf-too-large": "This PDF holds too many files. We did not open it.",
    empty: "The file is empty.",
    picture:
      "This is a picture or a photograph. Authenticity cannot be checked by it: the file itself is needed, PDF, XML or ZIP from the portal.",
    office: "This is a file of Word, Excel or the like. Documents of the registry are PDF, XML or ZIP from the portal.",
    page: "This is a web page. The document itself is needed: PDF, XML or ZIP from the portal.",
    text: "This is plain text. The document itself is needed: PDF, XML or ZIP from the portal.",
    other:
      "We do not know what this file is. Bring a document: PDF, XML or ZIP from the portal, a signature (.p7s, .sig) or a receipt (.tlog-proof).",
    checkpoint: "This is a checkpoint of the log, not a receipt. The document’s receipt is needed (.tlog-proof).",
    "lonely-certificate": "This is a certificate or a key without a document. Add the document and its signature.",
    "too-large": "The file is too large.",
    "too-many": "There are too many files. Check one document at a time.",
  },
};
