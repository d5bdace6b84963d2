/** What stands in the places of a sentence. */
interface Places {
  /** `{}`: the item or target. */
  readonly item?: string;
  /** `<>`: the other person, role or group. */
  readonly other?: string;
  /** ` ()`, with its blank: what is added at the end, or nothing. */
  readonly added?: string;
}

/** Fills the places of a sentence in one go, so that a name that looks like a place stays a name. */
export function fill(words: string, { item = '', other = '', added = '' }: Places): string {
  return words.replace(/\{\}|<>| \(\)/g, (place) => {
    if (place === '{}') return item;
    return place === '<>' ? other : added;
  });
}
