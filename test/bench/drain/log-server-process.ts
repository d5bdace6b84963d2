import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tell } from '../child.ts';
import { createPageText } from './sign-in-text.ts';

/**
 * A sign-in log of any length: `/<rows>/beta/auditLogs/signIns` serves so many rows, rounded up to
 * full pages of a thousand.
 */
const pageRows = 1_000;
const page = createPageText(pageRows, new Date());

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', origin);
  const first = Number(url.searchParams.get('$skiptoken') ?? 0);
  const next = first + pageRows;
  const rows = Number(url.pathname.split('/')[1]);
  url.search = `$top=${pageRows}&$skiptoken=${next}`;
  response.setHeader('content-type', 'application/json');
  response.end(page.write(first, next < rows ? url.href : undefined));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
tell({ origin, rowBytes: page.rowBytes });
