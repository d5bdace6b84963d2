import { harmless, harmlessLabel } from '../../../src/cards/escape.ts';

/** What help shows, as the command gives it. */
export interface HelpData {
  readonly problem: string;
  readonly level: string;
  readonly groups: readonly {
    readonly title: string;
    readonly ask: string;
    readonly commands: readonly { readonly name: string; readonly summary: string }[];
  }[];
  readonly tries: readonly { readonly label: string; readonly ask: string }[];
}

type Json = Record<string, unknown>;

const text = (value: string, looks: Json = {}) => ({
  type: 'TextBlock',
  text: value,
  wrap: true,
  ...looks,
});

function execute(data: Json, title?: string) {
  const titled = title === undefined ? {} : { title };
  return {
    type: 'Action.Execute',
    ...titled,
    verb: 'ask',
    data,
    fallback: { type: 'Action.Submit', ...titled, data },
  };
}

type Group = HelpData['groups'][number];

const section = ({ title, ask, commands }: Group) => ({
  type: 'Container',
  separator: true,
  spacing: 'Small',
  selectAction: execute({ do: 'ask', ask }),
  items: [
    text(harmless(title), { weight: 'Bolder', color: 'accent' }),
    ...commands.map(({ name, summary }) =>
      text(`**${harmless(name)}** — ${harmless(summary)}`, { size: 'Small', spacing: 'None' }),
    ),
  ],
});

const hint =
  'Press a group for examples, or type help and a word: “help signins”. After a list, “blocked”, “last 7d” or “for bob” alone asks it again with that changed.';

const warning = (words: string) =>
  words === '' ? [] : [text(harmless(words), { color: 'warning' })];

/** The card of `help`, built without a template: the same object as cards/help.json makes. */
export function helpByHand({ problem, level, groups, tries }: HelpData) {
  const spoken = 'Ask me about sign-ins: signins for alice';
  const buttons = tries.map(({ label, ask }) =>
    execute({ do: 'ask', ask, open: 'new' }, harmlessLabel(label)),
  );
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: spoken,
    speak: spoken,
    body: [
      text('What you may ask', { size: 'Large', weight: 'Bolder', style: 'heading' }),
      ...warning(problem),
      ...warning(level),
      ...groups.map(section),
      text(hint, { isSubtle: true, size: 'Small', spacing: 'Medium' }),
      ...(buttons.length === 0 ? [] : [{ type: 'ActionSet', spacing: 'Medium', actions: buttons }]),
    ],
  };
}
