import { fileURLToPath } from 'node:url';
import { loadTemplates } from '../../../src/cards/load-templates.ts';
import { createRenderer, type Render } from '../../../src/cards/render.ts';
import { commands } from '../../../src/commands/index.ts';
import type { HelpData } from './help-by-hand.ts';

/** The renderer with the bot's own templates, and what it is given for `help` asked by an admin. */
export async function openHelpCard(): Promise<{ render: Render; data: HelpData }> {
  const folder = fileURLToPath(new URL('../../../cards', import.meta.url));
  const listed = commands.map(({ name, summary, examples: [example] }) => ({
    name,
    summary,
    ask: `help ${name}`,
    example,
  }));
  const tries = listed.slice(0, 3).map(({ example }) => ({ label: example, ask: example }));
  return {
    render: createRenderer(await loadTemplates(folder)),
    data: { problem: '', level: '', commands: listed, tries },
  };
}
