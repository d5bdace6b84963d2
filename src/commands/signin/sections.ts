import type { FactValue, PolicyLine, PolicySection, Section } from '../../domain/sign-in-tabs.ts';
import { isoOf } from '../iso.ts';
import type { ListPlace } from '../request.ts';

/** How much of a tab is shown, over all its sections; less and less until the card fits into 25 KB. */
export interface Room {
  readonly facts: number;
  readonly policies: number;
  /** Whether policies that did not apply say what they ask for; a press on them does. */
  readonly allControls: boolean;
}

export const rooms: readonly Room[] = [
  { facts: 60, policies: 12, allControls: true },
  { facts: 48, policies: 8, allControls: true },
  { facts: 48, policies: 8, allControls: false },
  { facts: 40, policies: 7, allControls: false },
  { facts: 36, policies: 6, allControls: false },
  { facts: 32, policies: 5, allControls: false },
  { facts: 28, policies: 4, allControls: false },
  { facts: 20, policies: 3, allControls: false },
  { facts: 8, policies: 1, allControls: false },
];

/** One part of a tab as the card binds it: facts or policies, and what is left out. */
interface SectionView {
  readonly title: string;
  readonly facts: readonly object[];
  readonly policies: readonly object[];
  readonly more: string;
}

const tones = { bad: 'attention', good: 'good', neutral: 'default' } as const;

function valueView(value: FactValue) {
  return typeof value === 'string'
    ? { value, time: false, valueAt: '' }
    : { value: '', time: true, valueAt: isoOf(value.at) };
}

function policyView(line: PolicyLine, here: ListPlace, allControls: boolean) {
  return {
    name: line.name,
    result: line.result,
    color: tones[line.tone],
    controls: allControls || line.tone !== 'neutral' ? line.controls.join(', ') : '',
    ask: line.policyId ? `policy ${line.policyId}` : '',
    back: here,
  };
}

function leftOut(count: number): string {
  return count > 0 ? `${count} more ${count === 1 ? 'is' : 'are'} not shown here.` : '';
}

function policiesView(
  { title = '', policies, folded }: PolicySection,
  room: Room,
  here: ListPlace,
): SectionView {
  const shown = policies
    .slice(0, room.policies)
    .map((line) => policyView(line, here, room.allControls));
  const more = [leftOut(policies.length - shown.length), folded?.words ?? ''];
  return { title, facts: [], policies: shown, more: more.filter(Boolean).join(' ') };
}

/** The sections of a tab as the card binds them, as many as there is room for; what is left out is counted. */
export function sectionsView(
  sections: readonly Section[],
  room: Room,
  here: ListPlace,
): SectionView[] {
  let factsLeft = room.facts;
  let unseen = 0;
  const views = sections.flatMap((section): SectionView[] => {
    if (section.kind === 'policies') return [policiesView(section, room, here)];
    const facts = section.facts
      .slice(0, factsLeft)
      .map(({ label, value }) => ({ title: label, ...valueView(value) }));
    factsLeft -= facts.length;
    unseen += section.facts.length - facts.length;
    return facts.length > 0 ? [{ title: section.title ?? '', facts, policies: [], more: '' }] : [];
  });
  const more = leftOut(unseen);
  return more === '' ? views : [...views, { title: '', facts: [], policies: [], more }];
}
