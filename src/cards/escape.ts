/** Characters that end lines, hide themselves or turn the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const markdown = /[\\`*_[\]<>~|{}#]/g;
/** A list, a quote or a heading begins a line with these; mid-line they mean nothing. */
const blockStart = /^(\s*)([-+=]|\d+[.)])(?=\s)/;
const longestText = 400;

/** Foreign text as one line without unseen characters, cut to `most` characters with an ellipsis. */
export function plain(text: string, most = longestText): string {
  const line = text.replace(unseen, ' ').replace(/ {2,}/g, ' ').trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

/**
 * Foreign text for a place where cards read Markdown (TextBlock, Fact): shown letter by letter as it
 * is, no link, emphasis, mention, date function or template expression comes to life in it.
 */
export function harmless(text: string, most = longestText): string {
  return plain(text, most)
    .replace(markdown, '\\$&')
    .replace(blockStart, '$1\\$2')
    .replace(/:\/\//g, ':\u200b//');
}

/** Foreign text for a place without Markdown (button, choice, chart legend). */
export function harmlessLabel(text: string, most = 80): string {
  return plain(text, most).replace(/\$\{/g, '$\u200b{').replace(/\{\{/g, '{\u200b{');
}
