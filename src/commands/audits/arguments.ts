import { type Argument, count, oneOf, range, type Values, words } from '../argument.ts';

function correlation(): Argument<string | undefined> {
  const read = words('correlation', 'correlation <id>');
  return {
    ...read,
    read(segments) {
      const reading = read.read(segments);
      if (!reading.ok || reading.value === undefined) return reading;
      // It goes into a filter as it is.
      if (/^[\w-]{4,80}$/.test(reading.value)) return reading;
      return { ok: false, problem: 'A correlation id is one word of letters, digits and dashes.' };
    },
  };
}

export const auditArguments = {
  for: words('for', 'for <person>', true),
  by: words('by', 'by <person or app>'),
  on: words('on', 'on <person, group, app or policy>'),
  category: words('category', 'category <name>'),
  activity: words('activity', 'activity <beginning of its name>'),
  correlation: correlation(),
  failed: oneOf(['failed'], 'failed'),
  within: range(),
  top: count('top', 1, 500),
};
export type AuditArguments = Values<typeof auditArguments>;
