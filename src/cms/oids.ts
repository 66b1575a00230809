/** Object identifiers of signatures, by the document that gives them. */

export const OID = {
  // RFC 5652 (CMS)
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  counterSignature: "1.2.840.113549.1.9.6",
  // RFC 6211
  algorithmProtection: "1.2.840.113549.1.9.52",
  // RFC 5035 (ESS)
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  // RFC 3161, RFC 5126: timestamps and what CAdES puts beside a signature
  timestampInfo: "1.2.840.113549.1.9.16.1.4",
  signatureTimestamp: "1.2.840.113549.1.9.16.2.14",
  contentTimestamp: "1.2.840.113549.1.9.16.2.20",
  certificateValues: "1.2.840.113549.1.9.16.2.23",
  revocationValues: "1.2.840.113549.1.9.16.2.24",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  // RFC 6960, RFC 5940: answers of OCSP
  ocspBasic: "1.3.6.1.5.5.7.48.1.1",
  ocspNoCheck: "1.3.6.1.5.5.7.48.1.5",
  ocspSigning: "1.3.6.1.5.5.7.3.9",
  ocspInside: "1.3.6.1.5.5.7.16.2",

  // RFC 9215, RFC 9385: GOST R 34.10-2012 and 34.11-2012
  gost256: "1.2.643.7.1.1.1.1",
  gost512: "1.2.643.7.1.1.1.2",
  streebog256: "1.2.643.7.1.1.2.2",
  streebog512: "1.2.643.7.1.1.2.3",
  gost256WithStreebog: "1.2.643.7.1.1.3.2",
  gost512WithStreebog: "1.2.643.7.1.1.3.3",

  // RFC 8017, RFC 5754, RFC 5758, RFC 8410
  rsa: "1.2.840.113549.1.1.1",
  rsaPss: "1.2.840.113549.1.1.10",
  mgf1: "1.2.840.113549.1.1.8",
  ecPublicKey: "1.2.840.10045.2.1",
  ed25519: "1.3.101.112",
  sha256: "2.16.840.1.101.3.4.2.1",

  // RFC 5280 §4.2, §5.2, §5.3: extensions
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  privateKeyUsagePeriod: "2.5.29.16",
  subjectAltName: "2.5.29.17",
  issuerAltName: "2.5.29.18",
  basicConstraints: "2.5.29.19",
  crlNumber: "2.5.29.20",
  reasonCode: "2.5.29.21",
  deltaCrlIndicator: "2.5.29.27",
  issuingDistributionPoint: "2.5.29.28",
  certificateIssuer: "2.5.29.29",
  crlDistributionPoints: "2.5.29.31",
  certificatePolicies: "2.5.29.32",
  authorityKeyIdentifier: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  expiredCertificatesOnCrl: "2.5.29.60",

  // X.520: names
  commonName: "2.5.4.3",
  surname: "2.5.4.4",
  serialNumber: "2.5.4.5",
  country: "2.5.4.6",
  locality: "2.5.4.7",
  region: "2.5.4.8",
  street: "2.5.4.9",
  organisation: "2.5.4.10",
  unit: "2.5.4.11",
  title: "2.5.4.12",
  givenName: "2.5.4.42",
  email: "1.2.840.113549.1.9.1",
  // Приказ ФСБ России № 795: what a qualified certificate says of its owner
  ogrn: "1.2.643.100.1",
  snils: "1.2.643.100.3",
  innLegal: "1.2.643.100.4",
  ogrnip: "1.2.643.100.5",
  inn: "1.2.643.3.131.1.1",
  subjectSignTool: "1.2.643.100.111",
  issuerSignTool: "1.2.643.100.112",
  identificationKind: "1.2.643.100.114",
  signToolKC1: "1.2.643.100.113.1",
} as const;
