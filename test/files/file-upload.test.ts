import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFileUpload, pieceBytes } from '../../src/files/file-upload.ts';
import { startUploadServer } from './upload-server.ts';

let server: Awaited<ReturnType<typeof startUploadServer>>;
beforeEach(async () => {
  server = await startUploadServer();
});
afterEach(() => server.close());

const content = randomBytes(2 * pieceBytes + 12_345);
const waits: number[] = [];
const { signal } = new AbortController();
const upload = createFileUpload({
  hosts: ['*.sharepoint.com'],
  loopback: true,
  fetch,
  sleep: async (ms) => {
    waits.push(ms);
  },
});
const source = {
  bytes: content.length,
  read: async (start: number, length: number) => content.subarray(start, start + length),
};
const ranges = () => server.calls.map(({ method, range }) => range ?? method);

describe('uploading a file', () => {
  it('sends it in pieces that OneDrive takes, in order, and nothing but the file', async () => {
    await upload.send(server.url, source, signal);
    expect(server.file().equals(content)).toBe(true);
    expect(ranges()).toEqual([
      `bytes 0-${pieceBytes - 1}/${content.length}`,
      `bytes ${pieceBytes}-${2 * pieceBytes - 1}/${content.length}`,
      `bytes ${2 * pieceBytes}-${content.length - 1}/${content.length}`,
    ]);
    expect(server.calls.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it('tries again what may pass, and waits as long as OneDrive asks', async () => {
    waits.length = 0;
    server.fail({ status: 503 }, { status: 429, retryAfter: '7' }, 'reset');
    await upload.send(server.url, source, signal);
    expect(server.file().equals(content)).toBe(true);
    expect(waits).toEqual([1_000, 7_000, 4_000]);
  });

  it('goes on where the session stands when an answer was lost on the way', async () => {
    server.fail('lose answer');
    await upload.send(server.url, source, signal);
    expect(server.file().equals(content)).toBe(true);
    expect(ranges()).toContain('GET');
  });

  it('gives up after some tries, with the next step', async () => {
    server.fail(...Array.from({ length: 9 }, () => ({ status: 503 })));
    await expect(upload.send(server.url, source, signal)).rejects.toMatchObject({
      code: 'unavailable',
      hint: expect.stringContaining('503'),
    });
    expect(server.calls).toHaveLength(5);
  });

  it.each([401, 404, 507])('does not try again what will not pass: %i', async (status) => {
    server.fail({ status });
    await expect(upload.send(server.url, source, signal)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(server.calls).toHaveLength(1);
  });

  it('follows nobody elsewhere', async () => {
    server.fail(...Array.from({ length: 5 }, () => ({ status: 302 })));
    await expect(upload.send(server.url, source, signal)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(server.file()).toHaveLength(0);
  });

  it('stops when it is told to', async () => {
    const control = new AbortController();
    control.abort(new Error('the bot stops'));
    await expect(upload.send(server.url, source, control.signal)).rejects.toThrow('the bot stops');
  });
});

describe('where a file may go', () => {
  const asked: string[] = [];
  const strict = createFileUpload({
    hosts: ['*.sharepoint.com', '*.1drv.com'],
    loopback: false,
    fetch: async (url) => {
      asked.push(String(url));
      return new Response(null, { status: 201 });
    },
    sleep: async () => {},
  });

  it.each([
    'https://contoso-my.sharepoint.com/personal/olga/_api/upload?guid=1',
    'https://api.onedrive.1drv.com/up/1',
  ])('takes a file store of Microsoft’s: %s', async (url) => {
    asked.length = 0;
    await strict.send(url, source, signal);
    expect(asked[0]).toBe(url);
  });

  it.each([
    'http://contoso-my.sharepoint.com/up',
    'https://sharepoint.com.evil.example/up',
    'https://evilsharepoint.com/up',
    'https://contoso.sharepoint.com:8443/up',
    'https://contoso.sharepoint.com@evil.example/up',
    'https://user:pass@contoso.sharepoint.com/up',
    'https://169.254.169.254/metadata',
    'http://127.0.0.1:9/up',
    'https://localhost/up',
    'file:///etc/passwd',
    'contoso.sharepoint.com',
  ])('asks nobody else: %s', async (url) => {
    asked.length = 0;
    await expect(strict.send(url, source, signal)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(asked).toEqual([]);
  });

  it('says so where Teams names no place at all', () => {
    const nowhere = createFileUpload({ hosts: [], loopback: false, fetch, sleep: async () => {} });
    expect(nowhere.offered).toBe(false);
  });
});
