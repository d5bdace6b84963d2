import type { DigestSettings } from '../../domain/digest.ts';
import { weekdays } from '../../domain/digest-due.ts';
import { isRecord } from '../../domain/record.ts';
import { name, timeOfDay, zone } from './formats.ts';
import {
  choice,
  choiceOf,
  flag,
  group,
  type Path,
  type Report,
  type Setting,
  type Values,
  wrongValue,
} from './setting.ts';

const usualMinute = 8 * 60;
const [sunday, ...fromMonday] = weekdays;

const members = {
  at: timeOfDay('When it is posted, such as "08:00", which is usual.'),
  zone: zone('Whose clocks and days; without it those of the quiet hours, or UTC.'),
  weekdays: choiceOf(
    'Days on which it is posted; without it all. It is about the days since the last one.',
    choice('Day of the week.', [...fromMonday, sunday]),
  ),
  to: choiceOf(
    'Conversations that get it; without it all that get alerts.',
    name('Name of a conversation that gets alerts.', 'the name of a conversation'),
  ),
  whenNothing: flag('Whether it is posted when it has nothing to tell.', true),
};
const settings = group('The daily look back.', members);

type DigestValues = 'off' | Values<typeof members>;

/** The daily digest: its settings, or `off`. */
export const digest: Setting<DigestValues> = {
  schema: {
    description: 'The daily look back with the week before beside it, or off.',
    anyOf: [{ enum: ['off', false] }, settings.schema],
  },
  read(given: unknown, path: Path, report: Report) {
    if (given === 'off' || given === false) return 'off';
    if (isRecord(given) || given === null) return settings.read(given, path, report);
    report(
      wrongValue(path, `off or a group of settings: ${Object.keys(members).join(', ')}`, given),
    );
    return undefined;
  },
};

/** What the file says of the digest, with everything settled that it leaves open; undefined: it is off. */
export function digestSettings(
  given: DigestValues | undefined = {},
  quietZone = 'UTC',
): DigestSettings | undefined {
  if (given === 'off') return undefined;
  return {
    atMinute: given.at ?? usualMinute,
    zone: given.zone ?? quietZone,
    weekdays: given.weekdays ?? weekdays,
    to: given.to,
    whenNothing: given.whenNothing ?? true,
  };
}
