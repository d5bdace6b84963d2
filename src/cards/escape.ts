/** Joiners stay: emoji and Persian names are written with them. The rest: characters that end lines, hide themselves, stand for nothing or turn the direction of what follows. */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u115f\u1160\u3164\uffa0]/gu;
const markdown = /[\\`*_[\]<>~|{}#&]/g;
/** A list, a quote, a heading or a rule begins a line with these; mid-line they mean nothing. */
const blockStart = /^(?:([-+=])|(\d+)([.)])(?=\s|$))/;
/** What some clients turn into a link by themselves. */
const bareLink = /:\/\/|www\./gi;
const longestText = 400;
/** No more of a text is looked at: a name of megabytes must not cost the time to clean all of it. */
const longestRead = 16 * 1024;
const noWidth = '\u200b';

/** Foreign text as one line without unseen characters, cut to `most` characters with an ellipsis. */
function oneLine(text: string, most: number): string {
  const line = text.slice(0, longestRead).replace(unseen, ' ').replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

/**
 * Foreign text for a place where cards read Markdown (TextBlock, Fact): shown letter by letter as it
 * is, no link, emphasis, mention, entity, date function or template expression comes to life in it.
 */
export function harmless(text: string, most = longestText): string {
  return oneLine(text, most)
    .replace(bareLink, (start) => `${start.slice(0, -1)}${noWidth}${start.slice(-1)}`)
    .replace(markdown, '\\$&')
    .replace(blockStart, (_, mark = '', digits = '', dot = '') => `${digits}\\${mark}${dot}`);
}

/** Foreign text for a place without Markdown (button, choice, chart legend). */
export function harmlessLabel(text: string, most = longestText): string {
  return oneLine(text, most).replaceAll('${', `$${noWidth}{`).replaceAll('{{', `{${noWidth}{`);
}

/**
 * Foreign text for a line to choose by in Teams' search results, which read a little HTML and make links of
 * what looks like one.
 */
export function harmlessPreview(text: string, most = longestText): string {
  return harmlessLabel(text, most)
    .replace(bareLink, (start) => `${start.slice(0, -1)}${noWidth}${start.slice(-1)}`)
    .replaceAll('](', `]${noWidth}(`)
    .replaceAll('<', '‹')
    .replaceAll('>', '›');
}

/** The letters that a person sees where a card shows `harmless` text. */
export function asSeen(shown: string): string {
  return shown.replace(/\\([^a-zA-Z0-9\s])|\*\*|\u200b/g, '$1');
}
