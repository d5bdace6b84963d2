import { describe, expect, it } from '@jest/globals';
import { cleanIp } from '../../../src/domain/activity/clean-ip.ts';
import { toActivityRecord } from '../../../src/domain/activity/read-record.ts';
import { fileRecord, oddRecords, readRecord, wrapped } from '../../fixtures/activity-records.ts';

describe('cleanIp', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['203.0.113.5:63070', '203.0.113.5'],
    ['[203.0.113.5]:443', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['[::ffff:203.0.113.5]:443', '203.0.113.5'],
    ['[2001:db8::7]:443', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
    ['fe80::1%eth0', 'fe80::1'],
    ['203.0.113.5, 10.0.0.1', '203.0.113.5'],
  ])('reads %s as %s', (written, ip) => {
    expect(cleanIp(written)).toBe(ip);
  });

  it.each([
    '',
    '<null>',
    '0.0.0.0',
    '::',
    'cool.client.local:12345',
    '[localhost]:1',
    '10.555.1.2',
    7,
    null,
  ])('takes %p for no address', (written) => {
    expect(cleanIp(written)).toBeUndefined();
  });
});

describe('a record of the unified audit log', () => {
  it('is read in UTC, with or without a Z, a T or Graph’s wrapper', () => {
    const at = new Date('2026-11-22T11:30:00Z');
    const times = [
      '2026-11-22T11:30:00Z',
      '2026-11-22T11:30:00',
      '2026-11-22 11:30:00',
      '2026-11-22 11:30:00Z',
    ];
    for (const createdDateTime of times) {
      expect(toActivityRecord({ ...fileRecord('FileAccessed'), createdDateTime })?.at).toEqual(at);
    }
    expect(toActivityRecord({ CreationTime: '2026-11-22T11:30:00' })?.at).toEqual(at);
  });

  it('without a readable time is none', () => {
    for (const createdDateTime of ['yesterday', '', null, 7]) {
      expect(toActivityRecord({ createdDateTime, auditData: {} })).toBeUndefined();
    }
    for (const value of [null, 'text', [], 3]) expect(toActivityRecord(value)).toBeUndefined();
  });

  it('without an id gets the same one whatever the order of its keys, and another for other content', () => {
    const { id: _, auditData, ...rest } = fileRecord('FileAccessed');
    const { Id: __, ...data } = auditData as Record<string, unknown>;
    const reversed = Object.fromEntries(Object.entries(data).reverse());
    const one = toActivityRecord({ ...rest, auditData: data });
    expect(one?.id).toMatch(/^content-[0-9a-f]{16}$/);
    expect(toActivityRecord({ auditData: reversed, ...rest })?.id).toBe(one?.id);
    const other = toActivityRecord({ ...rest, auditData: { ...data, ItemType: 'Folder' } });
    expect(other?.id).not.toBe(one?.id);
  });

  it('of a mailbox has the address that Exchange writes under another name', () => {
    expect(toActivityRecord(readRecord('Bind', ['1']))?.ip).toBe('203.0.113.5');
  });

  it('keeps what was no address in its raw record', () => {
    const record = toActivityRecord(fileRecord('FileAccessed', { ClientIP: 'pc.local:1' }));
    expect(record?.ip).toBeUndefined();
    expect(record?.data.ClientIP).toBe('pc.local:1');
  });

  it('has a record type by name or by number', () => {
    expect(toActivityRecord(fileRecord('FileAccessed'))?.recordType).toBe(
      'sharePointFileOperation',
    );
    const named = wrapped(
      { CreationTime: '2026-11-22T11:30:00' },
      { auditLogRecordType: 'PowerBIAudit' },
    );
    expect(toActivityRecord(named)?.recordType).toBe('PowerBIAudit');
  });

  it('is never dropped for an oddity', () => {
    expect(oddRecords.map(toActivityRecord)).not.toContain(undefined);
  });
});
