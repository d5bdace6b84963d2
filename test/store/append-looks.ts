import { once } from 'node:events';
import { openStore } from '../../src/store/open-store.ts';
import { tenantId } from '../alerts/builders.ts';
import { recordingLog } from '../alerts/recording-log.ts';
import { aLook } from '../look-builders.ts';

/** Another replica: `append-looks.ts <database url> <count>` says when it is ready, waits for a line, and appends. */
const [url = '', count = '0'] = process.argv.slice(2);
const store = await openStore(url, { log: recordingLog() });
process.stdout.write('ready\n');
await once(process.stdin, 'data');
for (let minute = 0; minute < Number(count); minute += 1) {
  await store.looks.append(tenantId, aLook(minute));
}
await store.close();
process.exit(0);
