import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { detectAudit } from '../../../src/alerts/detect-audit.ts';
import { auditRules } from '../../../src/alerts/rules/index.ts';
import { toDirectoryAudit } from '../../../src/domain/read-directory-audit.ts';
import { isRecord, recordsAt } from '../../../src/domain/record.ts';
import { auditRecord } from '../../audit-builders.ts';
import { noon } from '../../builders.ts';

const folder = process.env.RECORDS_DIR;
const file = folder && join(folder, 'directory-audits.json');
const read: unknown = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
if (folder === undefined) {
  process.stdout.write('RECORDS_DIR is not set: only directory audits of our own are judged.\n');
}

/** Records without anything that a rule would like to know. */
const bare = [
  'Update conditional access policy',
  'Add named location',
  'Authentication Strength Policy Update',
  'Add member to role',
  'Consent to application',
  'Add service principal credentials',
  'Admin deleted security info',
  'Update user',
].map((activityDisplayName) =>
  auditRecord({ activityDisplayName, targetResources: null, initiatedBy: {}, result: null }),
);
const records = [
  ...bare,
  ...(isRecord(read) ? recordsAt(read, 'value') : Array.isArray(read) ? read.filter(isRecord) : []),
];
const active = auditRules.map((rule) => ({ rule }));

describe('the rules of the directory audit log', () => {
  it('find whole sentences in every record, however little it holds', () => {
    const findings = records.flatMap((record) => {
      const audit = toDirectoryAudit(record);
      return audit === undefined ? [] : detectAudit(audit, active, noon).findings;
    });
    expect(findings.length).toBeGreaterThan(4);
    for (const { user, app, headline, why, nextStep, facts = [] } of findings) {
      const words = [user.name, app.name, headline, why, nextStep];
      for (const { title, value } of facts) words.push(title, value);
      for (const said of words) {
        expect(said).toMatch(/\S/);
        expect(said).not.toMatch(/undefined|\[object/);
      }
    }
  });

  it('keep no more lines than a card has room for, and say how many are left out', () => {
    const rule = {
      ...auditRules[0],
      detect: () => ({
        subject: 's',
        about: { name: 'a' },
        headline: 'h',
        why: 'w',
        nextStep: 'n',
        facts: Array.from({ length: 12 }, (_, at) => ({ title: `${at}`, value: 'v' })),
      }),
    } as (typeof auditRules)[number];
    const audit = toDirectoryAudit(auditRecord());
    const [finding] = audit === undefined ? [] : detectAudit(audit, [{ rule }], noon).findings;
    expect(finding?.facts).toHaveLength(8);
    expect(finding?.facts?.at(-1)).toEqual({ title: 'More', value: '5 other lines' });
  });
});
