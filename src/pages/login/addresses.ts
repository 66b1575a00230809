/** Addresses of the window beside those in `paths.ts`: this folder, the links to «Сменить роль», and the identity provider use them. */
export const addresses = {
  /** Exactly this one is registered at the identity provider. */
  back: "/login/return",
  /** After a logout there, it sends people here. */
  left: "/login/left",
  /** «Ваша учётная запись»: what the level of an account opens and how to raise it. */
  level: "/login/level",
  /** «Войти как»: GET asks, POST `as=patient|<staff id>` answers. */
  as: (to?: string | null) => (to ? `/login/as?to=${encodeURIComponent(to)}` : "/login/as"),
} as const;
