import { benignCodes, errorKind } from '../../domain/error-codes.ts';
import type { Maintenance } from '../../domain/maintenance.ts';
import type { QuietHours } from '../../domain/quiet-hours.ts';
import { isRecord } from '../../domain/record.ts';
import { digest } from './digest.ts';
import { moment, name, timeOfDay, zone } from './formats.ts';
import {
  checked,
  choice,
  choiceOf,
  group,
  listOf,
  type Members,
  type Path,
  type Report,
  type Setting,
  type Values,
  wholeNumber,
} from './setting.ts';

const longestMaintenanceDays = 31;
const dayMs = 24 * 60 * 60_000;

const sameTime = ({ from, to }: { readonly from: number; readonly to: number }) =>
  from === to ? 'must not begin and end at the same time.' : undefined;

function quietHours(ids: readonly string[]) {
  return checked(
    group(
      'A part of each day in which new cards of severity low and medium wait.',
      {
        from: timeOfDay('Begin, such as "22:00".'),
        to: timeOfDay('End, such as "06:00".'),
        zone: zone('Whose clocks, such as Europe/Berlin.'),
        except: listOf('Rules whose cards are posted all the same.', choice('Id of a rule.', ids)),
      },
      { required: ['from', 'to', 'zone'] },
    ),
    sameTime,
  );
}

function lastsTooLong({ from, to }: { readonly from: Date; readonly to: Date }) {
  if (to <= from) return 'must end after it begins: “to” has to be later than “from”.';
  return to.getTime() - from.getTime() > longestMaintenanceDays * dayMs
    ? `must not last longer than ${longestMaintenanceDays} days.`
    : undefined;
}

function maintenance(ids: readonly string[]) {
  const window = checked(
    group(
      'One announced work.',
      {
        from: moment('Begin, such as 2026-12-01T22:00+01:00.'),
        to: moment('End.'),
        reason: name('What is done, for those who ask why nothing came.', 'some words'),
        rules: choiceOf(
          'The rules whose cards wait; without it all.',
          choice('Id of a rule.', ids),
        ),
      },
      { required: ['from', 'to', 'reason'] },
    ),
    lastsTooLong,
  );
  return listOf(
    'Announced work in which new cards wait until its end, critical ones excepted.',
    window,
  );
}

/** An AADSTS code; a block is refused, as nobody may take it off the watch this way. */
const code: Setting<number> = checked(
  wholeNumber('Number of an AADSTS error.', { least: 1, most: 99_999_999 }),
  (given) =>
    ['block', 'risk-block'].includes(errorKind(given) ?? '')
      ? 'is the code of a block, which is never benign: use “match” of a rule, or a snooze.'
      : undefined,
);

const benignChanges = group('What is added to the built-in list, and what is taken out of it.', {
  add: listOf('These too.', code),
  remove: listOf('Not these.', code),
});
const benignList = listOf('The whole list.', code);

/** Codes of interruptions that are part of an ordinary day: the whole list, or changes of the built-in one. */
const benign: Setting<ReadonlySet<number>> = {
  schema: {
    description: `Error codes that are part of an ordinary day, and no unmet prompt. Built in: ${benignCodes.join(', ')}.`,
    anyOf: [benignList.schema, benignChanges.schema],
  },
  read(given: unknown, path: Path, report: Report) {
    if (!isRecord(given) && given !== null) {
      const whole = benignList.read(given, path, report);
      return whole && new Set(whole);
    }
    const changes = benignChanges.read(given, path, report);
    if (changes === undefined) return undefined;
    const removed = new Set(changes.remove);
    return new Set([...benignCodes, ...(changes.add ?? [])].filter((one) => !removed.has(one)));
  },
};

/** What the file may say beside the rules; `ids`: of the rules there are. */
export function settingsOfFile(ids: readonly string[]) {
  return {
    benign,
    quietHours: quietHours(ids),
    maintenance: maintenance(ids),
    digest,
  } satisfies Members;
}

/** What the file says beside the rules. */
export type FileValues = Values<ReturnType<typeof settingsOfFile>>;

/** Quiet hours of one rule; undefined where it has none. */
export function quietHoursFor(id: string, given: FileValues['quietHours']): QuietHours | undefined {
  if (given === undefined || given.except?.includes(id)) return undefined;
  return { fromMinute: given.from, toMinute: given.to, zone: given.zone };
}

/** Announced work that concerns one rule. */
export function maintenanceFor(id: string, given: FileValues['maintenance'] = []): Maintenance[] {
  return given.filter(({ rules }) => rules === undefined || rules.includes(id));
}
