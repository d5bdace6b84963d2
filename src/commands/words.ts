/** One word of a question; quoted words stay together and are never keywords. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** Splits at blanks; "…", “…” and „…“ keep what they hold as one word. An open quote ends with the line. */
export function wordsOf(line: string): Word[] {
  const found = line.matchAll(/["“„]([^"”“]*)["”“]?|(\S+)/g);
  return [...found].flatMap(([, quoted, bare]) => {
    const text = (quoted ?? bare ?? '').trim();
    return text === '' ? [] : [{ text, quoted: quoted !== undefined }];
  });
}

/** A value as it is typed so that it is read back as one word and never as a keyword. */
export function quoted(value: string): string {
  return `"${value.replaceAll(/["“”„]/g, "'")}"`;
}

/** A word as it was typed, its quotes again around it. */
export function asTyped({ text, quoted: hadQuotes }: Word): string {
  return hadQuotes ? quoted(text) : text;
}
