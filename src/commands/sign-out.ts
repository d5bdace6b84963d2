import { defineCommand } from './command.ts';

export const signOut = defineCommand({
  name: 'sign out',
  access: 'anyone',
  summary: 'End your sign-in: nothing is looked up with your rights any more',
  examples: ['sign out'],
  args: {},
  async run({ request, deps }) {
    if (deps.signOut === undefined) {
      const title = 'Nobody signs in here: this bot looks things up with its own rights.';
      return { card: 'notice', data: { icon: '', title, lines: [] } };
    }
    await deps.signOut(request.asker);
    const lines = [{ text: 'The next look-up in your own chat with this bot offers the sign-in.' }];
    return { card: 'notice', data: { icon: '🔑', title: 'You are signed out.', lines } };
  },
});
