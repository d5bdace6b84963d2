import type { AuditRow } from '../directory-audit.ts';
import { readPath } from '../json.ts';
import type { Field, FieldRule, FilterTable } from './compile.ts';

/** Microsoft's "List directoryAudits" page and the notes on directoryAudit's properties. */
const rules: ReadonlyArray<readonly [string, readonly string[], FieldRule['type']?]> = [
  ['activityDateTime', ['eq', 'ge', 'le'], 'date'],
  ['activityDisplayName', ['eq', 'startswith']],
  ['category', ['eq']],
  ['correlationId', ['eq']],
  ['loggedByService', ['eq']],
  ['id', ['eq']],
  ['initiatedBy/user/id', ['eq']],
  ['initiatedBy/user/displayName', ['eq']],
  ['initiatedBy/user/userPrincipalName', ['eq', 'startswith']],
  ['initiatedBy/app/appId', ['eq']],
  ['initiatedBy/app/displayName', ['eq']],
];

const text = (...operators: string[]): FieldRule => ({ operators, type: 'string' });

/** What `$filter` on directory audits accepts. */
export const auditTable: FilterTable<AuditRow> = {
  fields: new Map<string, Field<AuditRow>>(
    rules.map(([path, operators, type]) => [
      path,
      {
        operators,
        type: type ?? 'string',
        read: path === 'activityDateTime' ? (row) => row.atMs : (row) => readPath(row.record, path),
      },
    ]),
  ),
  collections: new Map([
    [
      'targetResources',
      {
        items: new Map([
          ['id', text('eq')],
          ['displayName', text('eq', 'startswith')],
          ['userPrincipalName', text('eq')],
        ]),
        read: (row: AuditRow) => row.record.targetResources,
      },
    ],
  ]),
  allowsNot: false,
};
