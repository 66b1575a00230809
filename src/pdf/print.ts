/** The printed form: one document, its signers and its proof as PDF/A-3a, the same bytes for the same order. */

import type { PrintOrder } from "./order.ts";
import { openPressRoom } from "./press-room.ts";

export type { PrintOrder } from "./order.ts";

export interface PrintShop {
  /**
   * Prints an order.
   * @returns the PDF/A-3a file
   * @throws Refusal `print.too-slow`, `print.too-large`, `print.busy`, `print.failed`, `print.crashed`, `print.closed`
   * @throws RangeError where `created` is no ISO time
   */
  print(order: PrintOrder): Promise<Uint8Array>;
  /** Ends the presses; orders that wait are refused. */
  close(): Promise<void>;
}

export interface PrintShopOptions {
  /** Child processes at work at once; 1 unless told. A child holds 150–250 MB. */
  readonly workers?: number;
  /** Processor time for an ordinary document, ms; larger ones get more by their size, up to six times as much. */
  readonly limitMs?: number;
  /** Told why an order failed, without the document's text; for the log. */
  readonly onTrouble?: (detail: string) => void;
}

/** Opens a shop. No child process starts before the first order; an idle one does not keep this process alive. */
export function openPrintShop(options: PrintShopOptions = {}): PrintShop {
  const { workers = 1, limitMs = 5000, onTrouble = () => {} } = options;
  return openPressRoom({ workers, limitMs, onTrouble });
}
