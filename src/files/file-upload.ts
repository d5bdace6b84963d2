import { AppError } from '../errors.ts';
import type { FileUpload, UploadSource } from '../ports/file-upload.ts';
import { isUploadUrl, type UploadHosts } from './upload-host.ts';

interface UploadOptions extends UploadHosts {
  readonly fetch: typeof fetch;
  /** Rejects when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Upload sessions of OneDrive want pieces that are a multiple of 320 KiB and at most 60 MiB. */
export const pieceBytes = 10 * 320 * 1024;
const maxTries = 5;
const firstWaitMs = 1_000;
const maxWaitMs = 30_000;
const pieceTimeoutMs = 60_000;
const passing: readonly number[] = [408, 429, 500, 502, 503, 504, 509];

const failed = (status: number | undefined, cause?: unknown) =>
  new AppError('unavailable', 'The file could not be put into your OneDrive.', {
    hint:
      status === 404 || status === 410
        ? 'The place that Teams kept for it is gone: type “export” again and accept sooner.'
        : `OneDrive answered ${status ?? 'nothing'}: type “export” again; if it stays, check that you have a OneDrive with room.`,
    retryable: true,
    cause,
  });

function waitAfter(response: Response | undefined, tries: number): number {
  const asked = Number(response?.headers.get('retry-after') ?? Number.NaN);
  const wanted = asked >= 0 ? asked * 1000 : firstWaitMs * 2 ** (tries - 1);
  return Math.min(wanted, maxWaitMs);
}

/** The first byte that the session still wants (`nextExpectedRanges: ["26-"]`). */
async function nextWanted(response: Response | undefined): Promise<number | undefined> {
  const body = (await response?.json().catch(() => undefined)) as
    | { readonly nextExpectedRanges?: readonly string[] }
    | undefined;
  const [first] = body?.nextExpectedRanges ?? [];
  const start = Number.parseInt(first ?? '', 10);
  return Number.isNaN(start) ? undefined : start;
}

/** Puts files piece by piece into the upload sessions that Teams opens in people's OneDrives. */
export function createFileUpload({ fetch, sleep, ...allowed }: UploadOptions): FileUpload {
  /** One request; nothing where the network failed. The URL is its own key, so nothing else is sent along. */
  async function request(url: string, init: RequestInit, signal: AbortSignal) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(pieceTimeoutMs)]);
    try {
      return await fetch(url, { ...init, redirect: 'error', signal: limit });
    } catch (thrown) {
      signal.throwIfAborted();
      return { thrown };
    }
  }

  /** Tries until the session says something about the piece that is not a passing trouble. */
  async function put(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    for (let tries = 1; ; tries += 1) {
      const answer = await request(url, { ...init, method: 'PUT' }, signal);
      const response = answer instanceof Response ? answer : undefined;
      if (response !== undefined && !passing.includes(response.status)) return response;
      await response?.body?.cancel();
      if (tries === maxTries) throw failed(response?.status, answer);
      await sleep(waitAfter(response, tries), signal);
    }
  }

  /** Sends the piece that begins there and gives where the next begins; `bytes` when all is there. */
  async function sendPiece(
    url: string,
    source: UploadSource,
    start: number,
    signal: AbortSignal,
  ): Promise<number> {
    const body = await source.read(start, Math.min(pieceBytes, source.bytes - start));
    const end = start + body.length;
    const headers = { 'content-range': `bytes ${start}-${end - 1}/${source.bytes}` };
    const response = await put(url, { body, headers }, signal);
    if (response.status === 202) return (await nextWanted(response)) ?? end;
    await response.body?.cancel();
    if (response.status === 416) return resume(url, source, signal);
    if (!response.ok) throw failed(response.status);
    return source.bytes;
  }

  /** A piece arrived although its answer did not: the session knows where to go on. */
  async function resume(url: string, source: UploadSource, signal: AbortSignal): Promise<number> {
    const answer = await request(url, { method: 'GET' }, signal);
    const next = answer instanceof Response ? await nextWanted(answer) : undefined;
    if (next === undefined || next > source.bytes) throw failed(416, answer);
    return next;
  }

  return {
    offered: allowed.loopback || allowed.hosts.length > 0,
    async send(uploadUrl, source, signal) {
      if (!isUploadUrl(uploadUrl, allowed)) {
        throw new AppError('not-allowed', 'The file was not sent: its address is no OneDrive.', {
          hint: 'Teams named a place outside SharePoint. Nothing left the bot; tell whoever runs it.',
        });
      }
      let start = 0;
      // Each piece moves on, or the session asks again for an earlier one: that must not go on for ever.
      let pieces = Math.ceil(source.bytes / pieceBytes) * 2 + maxTries;
      while (start < source.bytes) {
        if (pieces === 0) throw failed(undefined);
        pieces -= 1;
        start = await sendPiece(uploadUrl, source, start, signal);
      }
    },
  };
}
