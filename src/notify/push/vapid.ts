/** The house's own key at push services (VAPID, RFC 8292): they see that every push for a browser comes from whom it allowed. */
import { createECDH } from "node:crypto";

export interface VapidKeys {
  /** Uncompressed point of P-256, base64url: what a browser subscribes with. */
  readonly publicKey: string;
  readonly privateKey: string;
  /** Whom a push service may turn to: mailto: or https:. */
  readonly subject: string;
}

/** `secret`: 32 bytes, the private number itself. Another secret makes every subscription void. */
export function vapidKeys(secret: Buffer, subject: string): VapidKeys {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(secret);
  return {
    publicKey: curve.getPublicKey().toString("base64url"),
    privateKey: secret.toString("base64url"),
    subject,
  };
}
