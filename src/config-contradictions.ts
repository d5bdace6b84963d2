import type { ReaderScope } from './domain/access.ts';
import { roleName } from './domain/role-templates.ts';

interface Settings {
  readonly ACCESS_SCOPES: readonly ReaderScope[];
  readonly ACCESS_OPERATORS: readonly string[];
  readonly ACCESS_ADMINS: readonly string[];
  readonly PROTECTED_PEOPLE: readonly string[];
  readonly PROTECTED_NOTIFY?: string;
}

/** What contradicts itself, in one sentence each with what to do. */
export function contradictions(settings: Settings): string[] {
  const { ACCESS_SCOPES: scopes, ACCESS_OPERATORS: operators, ACCESS_ADMINS: admins } = settings;
  const acting = scopes.flatMap(({ holder }) =>
    operators.includes(holder) || admins.includes(holder) ? [roleName(holder) ?? holder] : [],
  );
  return [
    ...acting.map(
      (holder) =>
        `ACCESS_SCOPES limits readers, and “${holder}” is named in ACCESS_OPERATORS or ACCESS_ADMINS too, which no scope limits: take it out of one of them.`,
    ),
    ...(settings.PROTECTED_PEOPLE.length > 0 && settings.PROTECTED_NOTIFY === undefined
      ? [
          'PROTECTED_NOTIFY is missing: the name or id of the conversation that is told of each look-up of PROTECTED_PEOPLE. Type “alerts here” there first.',
        ]
      : []),
  ];
}
