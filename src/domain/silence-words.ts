import { countryName } from './country.ts';
import type { SilenceMatcher } from './silence.ts';

/** What a silence is about, part by part: “Alice Hansen”, “policy CA005”, “from France”. */
export function matcherParts(matcher: SilenceMatcher): string[] {
  const { user, policy, app, ipRange, country, rule } = matcher;
  return [
    user?.name,
    policy && `policy ${policy.name}`,
    app && `app ${app.name}`,
    ipRange && `from ${ipRange}`,
    country && `from ${countryName(country)}`,
    rule && `rule ${rule}`,
  ].filter((part) => part !== undefined);
}

export function matcherWords(matcher: SilenceMatcher): string {
  return matcherParts(matcher).join(', ');
}
