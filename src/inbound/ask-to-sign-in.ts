import type { Reply } from '../commands/request.ts';
import type { Conversation } from '../ports/chat.ts';

/** What is said in place of an answer to somebody who is not signed in; only in her own chat can she. */
export function askToSignIn({ kind }: Pick<Conversation, 'kind'>): {
  readonly reply: Omit<Reply, 'look'>;
  readonly signIn: boolean;
} {
  const signIn = kind === 'personal';
  const next = signIn
    ? 'Your question is answered as soon as you have signed in.'
    : 'Ask the same in your own chat with me: the sign-in is offered there. Later you can ask here.';
  const data = {
    icon: '🔑',
    title: 'Sign in, so that this is looked up with your own rights.',
    lines: [{ text: next }],
  };
  return { reply: { card: 'notice', data }, signIn };
}
