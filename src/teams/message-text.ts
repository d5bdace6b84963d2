import { isRecord, type JsonRecord, recordsAt, text, textAt } from '../domain/record.ts';
import type { MessageIn } from '../ports/chat.ts';

const maxTextLength = 10_000;
const maxMentions = 50;
const guidShape = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  amp: '&',
};

/** Undoes what Teams' editor adds: entities, no-break and zero-width blanks, line breaks. */
function tidy(marked: string): string {
  return marked
    .replace(/&(nbsp|lt|gt|quot|apos|#39|amp);/gi, (whole, name: string) => {
      return entities[name.toLowerCase()] ?? whole;
    })
    .replace(/[\u200B\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const untag = (marked: string): string => marked.replace(/<\/?at(?:\s[^<>]*)?>/gi, '');

/** Teams gives `8:orgid:<object id>` in some clients and `29:…`, which says nothing, in others. */
function objectIdOf(mentioned: JsonRecord): string | undefined {
  const given = text(mentioned.aadObjectId);
  if (given !== undefined) return given.toLowerCase();
  const channelId = text(mentioned.id);
  return channelId?.startsWith('8:orgid:')
    ? guidShape.exec(channelId)?.[0]?.toLowerCase()
    : undefined;
}

/**
 * What the person wrote, in one line: the bot's mention is taken out, a person's mention becomes her
 * name, and `mentions` holds the object id for each name whose id the channel told.
 */
export function readMessageText(activity: JsonRecord): Pick<MessageIn, 'text' | 'mentions'> {
  const botId = textAt(activity, 'recipient.id');
  const raw = typeof activity.text === 'string' ? activity.text : '';
  let marked = raw.slice(0, maxTextLength);
  const mentions: { text: string; id: string }[] = [];
  for (const entity of recordsAt(activity, 'entities').slice(0, maxMentions)) {
    if (entity.type !== 'mention' || !isRecord(entity.mentioned)) continue;
    const words = text(entity.text);
    if (words === undefined) continue;
    if (text(entity.mentioned.id) === botId) {
      marked = marked.replaceAll(words, ' ');
      continue;
    }
    const id = objectIdOf(entity.mentioned);
    const name = tidy(untag(words));
    if (id !== undefined && name !== '') mentions.push({ text: name, id });
  }
  return { text: tidy(untag(marked)), mentions };
}
