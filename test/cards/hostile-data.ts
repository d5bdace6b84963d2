import { expect } from '@jest/globals';
import { isRecord, type JsonRecord, recordsAt, textAt } from '../../src/domain/record.ts';
import type { AdaptiveCard } from '../../src/ports/chat.ts';
import { auditRecord, changed, target } from '../audit-builders.ts';
import { appliedPolicy, minutesAfter, noon } from '../builders.ts';
import { ago, idOf } from '../commands/ago.ts';
import { markdownOf } from './elements.ts';

/** What the card itself declares to be a mention, with nothing between its marks that is more than a name. */
function mentionsOf({ msteams }: AdaptiveCard): string[] {
  return recordsAt({ msteams }, 'msteams.entities').map((entity) => {
    const text = textAt(entity, 'text') ?? '';
    expect(text).toMatch(/^<at>(\\.|[^\\<>[\]`_])*<\/at>$/u);
    return text;
  });
}

/** The card fits, and nothing in it is markup, an address or an order to the client. */
export function expectHarmless(card: AdaptiveCard): void {
  expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(25 * 1024);
  const mentions = mentionsOf(card);
  for (const whole of markdownOf(card)) {
    const text = mentions.reduce((rest, mention) => rest.replaceAll(mention, ''), whole);
    expect(text).not.toMatch(/(?<!\\)[[\]<>`_]|:\/\/|\$\{|[\u202a-\u202e\u2066-\u2069]/);
    const dated = /\{\{(DATE|TIME)\([\dTZ:-]+(,SHORT)?\)\}\}/g;
    expect(text.replaceAll(dated, '')).not.toContain('{{');
  }
}

/** What stays as it is: what buttons send, times, looks, and the few words that a template compares or the bot chooses. */
const bound =
  /(Id|Url|At|Ask|Until|Color|Style|Action)$|^(id|url|at|ask|until|tab|color|style|action|back|state|verdict|verdictIcon|severity)$/;

/** The same data with every text in it called so, or each called as the next call says. */
export function renamed(data: unknown, name: string | (() => string), key = ''): unknown {
  if (bound.test(key)) return data;
  if (typeof data === 'string') {
    if (data === '') return data;
    return typeof name === 'string' ? name : name();
  }
  if (Array.isArray(data)) return data.map((item) => renamed(item, name, key));
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([own, value]) => [own, renamed(value, name, own)]),
  );
}

/** Everything in a record that people, apps or devices choose or send. */
export function named(
  name: string,
  make: (more: JsonRecord) => JsonRecord,
  minutes: number,
): JsonRecord {
  const policies = Array.from({ length: 20 }, (_, at) =>
    appliedPolicy({
      id: idOf(at),
      displayName: name,
      result: 'failure',
      enforcedGrantControls: [name],
    }),
  );
  return ago(minutes, make, {
    ...{ userDisplayName: name, userPrincipalName: name, appDisplayName: name, userAgent: name },
    ...{ resourceDisplayName: name, clientAppUsed: name, ipAddress: '2001:db8::1' },
    status: { errorCode: 53003, failureReason: name, additionalDetails: name },
    location: { city: name, state: name, countryOrRegion: name },
    deviceDetail: { deviceId: name, displayName: name, operatingSystem: name, browser: name },
    appliedConditionalAccessPolicies: policies,
    authenticationDetails: policies.map(() => ({
      authenticationMethod: name,
      authenticationMethodDetail: name,
      authenticationStepResultDetail: name,
    })),
  });
}

/** A directory audit in which everything is called so that somebody can call: twenty targets of as many changes. */
export function auditNamed(name: string, activity: string, minutes: number): JsonRecord {
  const properties = Array.from({ length: 20 }, (_, at) =>
    changed(`Property ${at} ${name}`, [name], [`${name} new`, { [name]: name }]),
  );
  return auditRecord({
    id: `Directory_${minutes}_A_${minutes}`,
    activityDateTime: minutesAfter(noon, -minutes).toISOString(),
    activityDisplayName: activity,
    category: name,
    result: name,
    resultReason: name,
    initiatedBy: { app: null, user: { id: name, displayName: name, ipAddress: name } },
    targetResources: Array.from({ length: 20 }, () => target(name, activity, properties)),
    additionalDetails: properties.map(() => ({ key: name, value: name })),
  });
}
