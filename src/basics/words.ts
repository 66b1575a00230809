/** Words for people: Russian first, English second. Every message that leaves the house has both. */
export interface Words {
  readonly ru: string;
  readonly en: string;
}

export type Language = keyof Words;
