/**
 * The time in the `Date` header of the first of these addresses that answers at all, a refusal too; undefined when
 * none does.
 */
export async function readServerTime(
  urls: readonly string[],
  signal: AbortSignal,
): Promise<Date | undefined> {
  for (const url of urls) {
    try {
      const response = await fetch(url, { signal, redirect: 'manual' });
      await response.body?.cancel();
      const at = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(at)) return new Date(at);
    } catch (thrown) {
      if (signal.aborted) throw thrown;
    }
  }
  return undefined;
}
