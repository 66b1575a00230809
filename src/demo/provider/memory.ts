/** Where the demo's provider keeps its sessions, codes and tokens: in memory. A restart forgets them, and may. */
import type { Adapter, AdapterPayload } from "oidc-provider";

interface Kept {
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Beyond this the oldest goes: whoever floods the demo with attempts fills no memory. */
const most = 10_000;

/** One store for all models of one provider. */
export function inMemory(): (model: string) => Adapter {
  const store = new Map<string, Kept>();

  function find(key: string): AdapterPayload | undefined {
    const kept = store.get(key);
    if (!kept || kept.until > Date.now()) return kept?.payload;
    store.delete(key);
    return undefined;
  }

  return (model) => {
    const keyOf = (id: string) => `${model} ${id}`;
    const findBy = (field: "uid" | "userCode", value: string) => {
      for (const key of store.keys()) {
        const payload = key.startsWith(`${model} `) ? find(key) : undefined;
        if (payload?.[field] === value) return payload;
      }
      return undefined;
    };
    return {
      async upsert(id, payload, expiresIn) {
        store.delete(keyOf(id));
        store.set(keyOf(id), { payload, until: expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY });
        const [oldest] = store.keys();
        if (store.size > most && oldest) store.delete(oldest);
      },
      find: async (id) => find(keyOf(id)),
      findByUid: async (uid) => findBy("uid", uid),
      findByUserCode: async (userCode) => findBy("userCode", userCode),
      async consume(id) {
        const payload = find(keyOf(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        store.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of store) if (payload.grantId === grantId) store.delete(key);
      },
    };
  };
}
