import { type IpRange, readIpRange } from '../../domain/ip-range.ts';
import { type Setting, text } from './setting.ts';

/** `22:00`, as minutes after midnight. */
export function timeOfDay(description: string): Setting<number> {
  return text(description, {
    must: 'a time such as "22:00", in quotes',
    pattern: '^\\s*([01]?\\d|2[0-3]):[0-5]\\d\\s*$',
    parse(given) {
      const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(given) ?? [];
      return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
    },
  });
}

/** An IANA name that this machine knows. */
export function zone(description: string): Setting<string> {
  return text(description, {
    must: 'a time zone such as Europe/Berlin',
    parse(given) {
      try {
        return new Intl.DateTimeFormat('en', { timeZone: given }) && given;
      } catch {
        return undefined;
      }
    },
  });
}

/** `2026-12-01T22:00Z`, `2026-12-01T22:00+01:00`. */
export function moment(description: string): Setting<Date> {
  return text(description, {
    must: 'a moment such as 2026-12-01T22:00+01:00, with Z or the distance from UTC',
    pattern: '^\\s*\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})\\s*$',
    parse(given) {
      const shape = /^\d{4}-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;
      const [, month, day] = shape.exec(given) ?? [];
      const at = new Date(given);
      if (month === undefined || Number.isNaN(at.getTime())) return undefined;
      // A 31st of June would roll over into July.
      const noon = new Date(`${given.slice(0, 10)}T12:00Z`);
      return noon.getUTCDate() === Number(day) ? at : undefined;
    },
  });
}

/** Two letters, as sign-in logs write them. */
export function country(description: string): Setting<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return text(description, {
    must: 'a country’s code of two letters, such as DE',
    pattern: '^\\s*[A-Za-z]{2}\\s*$',
    parse(given) {
      const code = given.toUpperCase();
      return /^[A-Z]{2}$/.test(code) && names.of(code) !== undefined ? code : undefined;
    },
  });
}

/** As it stands, once it is known to be a range. */
export function ipRange(description: string): Setting<string> {
  return text(description, {
    must: 'an address or a network such as 203.0.113.0/24',
    parse: (given) => (readIpRange(given) satisfies IpRange | undefined) && given,
  });
}

/** A name as people write it. */
export function name(description: string, must: string): Setting<string> {
  return text(description, { must, parse: (given) => given });
}
