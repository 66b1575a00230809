/** Before an implementation of Streebog is trusted with signatures, it answers the two examples of RFC 6986 §10. */

import { fromHex, toHex } from "./bytes.ts";

export interface Streebog {
  /** 32 octets. */
  streebog256(message: Uint8Array): Uint8Array;
  /** 64 octets. */
  streebog512(message: Uint8Array): Uint8Array;
}

/** Messages and digests in the order of octets; the RFC prints them the other way about. */
const EXAMPLES = [
  {
    message:
      "30313233343536373839303132333435363738393031323334353637383930313233343536373839303132333435363738393031" +
      "3233343536373839303132",
    hash256: "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500",
    hash512:
      "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa00ad30f8767b3a82384c6574f024c311e2a48133" +
      "2b08ef7f41797891c1646f48",
  },
  {
    message:
      "d1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20f120eceef0ff20f1f2f0e5ebe0ece820ede020f5" +
      "f0e0e1f0fbff20efebfaeafb20c8e3eef0e5e2fb",
    hash256: "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50",
    hash512:
      "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376035fe83549ada2b8620fcd7c496ce5b33f0cb9dd" +
      "dc2b6460143b03dabac9fb28",
  },
];

/** Throws Error where an answer is wrong. */
export function proveStreebog(streebog: Streebog): void {
  for (const { message, hash256, hash512 } of EXAMPLES) {
    const octets = fromHex(message);
    if (toHex(streebog.streebog256(octets)) !== hash256 || toHex(streebog.streebog512(octets)) !== hash512) {
      throw new Error("Streebog computes wrong digests here");
    }
  }
}
