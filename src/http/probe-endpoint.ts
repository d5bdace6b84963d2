import { readNetTrouble } from '../domain/net-trouble.ts';
import { isRecord } from '../domain/record.ts';
import { type Listener, ProbeFailure } from '../ports/probes.ts';

/** The status that a message without a token gets at this address. Fails with `ProbeFailure`. */
export async function probeEndpoint(url: string, signal: AbortSignal): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', channelId: 'msteams' }),
      redirect: 'manual',
      signal,
    });
    await response.body?.cancel();
    return response.status;
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const { trouble, detail } = readNetTrouble(thrown) ?? {
      trouble: 'unreachable',
      detail: 'no connection',
    };
    throw new ProbeFailure(trouble, detail, { cause: thrown });
  }
}

/** Who answers on this port of this machine. */
export async function probePort(port: number, signal: AbortSignal): Promise<Listener> {
  const root = `http://127.0.0.1:${port}`;
  try {
    const response = await fetch(`${root}/healthz`, { redirect: 'manual', signal });
    const body: unknown = await response.json().catch(() => undefined);
    return isRecord(body) && body.ok === true ? 'the bot' : 'another program';
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const isRefused = readNetTrouble(thrown)?.detail === 'ECONNREFUSED';
    return isRefused ? 'nobody' : 'another program';
  }
}
