/** What sign-ins of one case may have in common. */
export const groupingParts = ['user', 'policy', 'app', 'country', 'ip'] as const;
export type GroupingPart = (typeof groupingParts)[number];
export type Grouping = readonly GroupingPart[];

export const usualGrouping: Grouping = ['user', 'policy', 'app'];

/** What a sign-in has of each part: ids where they are known, as names change and repeat. */
export type GroupedBy = Readonly<Record<GroupingPart, string>>;

/** The key of the case of a rule; JSON, so that no name can imitate a separator. The order of the parts does not matter. */
export function groupingKey(
  rule: string,
  of: GroupedBy,
  grouping: Grouping = usualGrouping,
): string {
  const parts = groupingParts.filter((part) => grouping.includes(part));
  const values = parts.map((part) => of[part]);
  const isUsual = parts.join() === usualGrouping.join();
  return JSON.stringify(isUsual ? [rule, ...values] : [rule, parts.join('+'), ...values]);
}

/** True where a case is about whoever it strikes, and counts people. */
export function holdsManyPeople(grouping: Grouping = usualGrouping): boolean {
  return !grouping.includes('user');
}

/** What is wrong with a grouping as somebody wrote it, as the rest of a sentence. */
export function groupingProblem(grouping: Grouping, mayHoldMany: boolean): string | undefined {
  if (new Set(grouping).size < grouping.length) return 'must not hold a part twice.';
  if (grouping.includes('user')) return undefined;
  if (!mayHoldMany) return 'must hold user: this rule looks at what one person does.';
  return grouping.includes('policy')
    ? undefined
    : 'must hold user or policy: a case is about a person, or about a policy that strikes many.';
}
