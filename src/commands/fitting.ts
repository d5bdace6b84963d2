import type { Reply } from './request.ts';

/** A reply in its first room, with each further room as the smaller one to fall back to. */
export function fitting<Room>(
  card: string,
  rooms: readonly Room[],
  view: (room: Room) => object,
): Reply {
  const [room, ...rest] = rooms;
  if (room === undefined) throw new Error(`card ${card} has no room at all`);
  const data = view(room);
  return rest.length === 0
    ? { card, data }
    : { card, data, smaller: () => fitting(card, rest, view) };
}
