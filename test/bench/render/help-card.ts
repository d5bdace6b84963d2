import { fileURLToPath } from 'node:url';
import { loadTemplates } from '../../../src/cards/load-templates.ts';
import { createRenderer, type Render } from '../../../src/cards/render.ts';
import { commandGroups } from '../../../src/commands/index.ts';
import type { HelpData } from './help-by-hand.ts';

/** The renderer with the bot's own templates, and what it is given for `help` asked by an admin. */
export async function openHelpCard(): Promise<{ render: Render; data: HelpData }> {
  const folder = fileURLToPath(new URL('../../../cards', import.meta.url));
  const groups = commandGroups.map(({ title, commands }) => ({
    title,
    ask: `help ${title.toLowerCase()}`,
    commands: commands.map(({ name, summary }) => ({ name, summary })),
  }));
  const tries = ['signins for alice', 'signins blocked last 24h', 'alerts'].map((line) => ({
    label: line,
    ask: line,
  }));
  return {
    render: createRenderer(await loadTemplates(folder)),
    data: { problem: '', level: '', groups, tries },
  };
}
