import { argumentOf, tell } from '../child.ts';
import { type DrainOrder, measureDrain } from './drained.ts';

/** The baseline: fetch, JSON.parse, next link. */
const order = argumentOf<DrainOrder>();

tell(
  await measureDrain(order, async () => {
    let rows = 0;
    let link: string | undefined = `${order.endpoint}/beta/auditLogs/signIns?$top=1000`;
    while (link !== undefined) {
      const response: Response = await fetch(link, { headers: { authorization: 'Bearer token' } });
      const body: { value: unknown[]; '@odata.nextLink'?: string } = JSON.parse(
        await response.text(),
      );
      rows += body.value.length;
      link = body['@odata.nextLink'];
    }
    return rows;
  }),
);
