import type { Described, WhoKind } from '../../domain/activity/described.ts';

const roles: Readonly<Record<WhoKind, string>> = {
  user: '',
  owner: 'the owner',
  delegate: 'as a delegate',
  admin: 'as an administrator',
  app: 'an app',
  service: 'a service',
  guest: 'a guest',
  anonymous: '',
  unknown: '',
};

/** “alice@contoso.example, as a delegate”. */
export function whoWords({ who, whoKind }: Pick<Described, 'who' | 'whoKind'>): string {
  return [who, roles[whoKind]].filter(Boolean).join(', ');
}
