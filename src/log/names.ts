/** The logs of the house. Each has its own key, tree and signer. */
export type LogName = "docs";
