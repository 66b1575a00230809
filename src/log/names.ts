/** The logs of the house. Each has its own key, tree and signer. */
export const logNames = ["docs", "access"] as const;

/** `docs`: documents and events; `access`: every line of «Журнал доступа». */
export type LogName = (typeof logNames)[number];
