import { shortIp } from './ip-address.ts';

/** Addresses with the same first `prefix` bits: a network, or one address (`/32`, `/128`). */
export interface IpRange {
  readonly version: 4 | 6;
  /** The lowest address. */
  readonly first: bigint;
  readonly prefix: number;
}

interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
}

const bitsOf = { 4: 32, 6: 128 } as const;
const mappedPrefix = 0xffffn;

function toNumber(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);
}

function readV4(text: string): Address | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return { version: 4, value: toNumber(parts, 8n) };
}

/** `::ffff:203.0.113.7` is the IPv4 address that it maps. */
function readV6(text: string): Address | undefined {
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(':')) return undefined;
  const url = `http://[${text}]`;
  if (!URL.canParse(url)) return undefined;
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::');
  const groups = (half: string) => (half === '' ? [] : half.split(':'));
  const [left, right] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const parts = [...left, ...Array<string>(zeros).fill('0'), ...right];
  const value = toNumber(
    parts.map((part) => Number.parseInt(part, 16)),
    16n,
  );
  if (value >> 32n === mappedPrefix) return { version: 4, value: value & 0xffffffffn };
  return { version: 6, value };
}

function readAddress(text: string): Address | undefined {
  return readV4(text) ?? readV6(text);
}

/** Reads `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`; undefined when it is neither. Bits behind the prefix are dropped. */
export function readIpRange(text: string): IpRange | undefined {
  const [addressText = '', prefixText, ...more] = text.trim().split('/');
  const address = readAddress(addressText);
  if (address === undefined || more.length > 0) return undefined;
  const bits = bitsOf[address.version];
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return undefined;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  if (prefix > bits) return undefined;
  const rest = BigInt(bits - prefix);
  return { version: address.version, first: (address.value >> rest) << rest, prefix };
}

/** False for what is no address, and for addresses of the other version. */
export function isInRange({ version, first, prefix }: IpRange, ip: string): boolean {
  const address = readAddress(ip.trim());
  if (address?.version !== version) return false;
  const rest = BigInt(bitsOf[version] - prefix);
  return address.value >> rest === first >> rest;
}

/** As people write it: `203.0.113.0/24`; one address without its prefix. */
export function ipRangeText({ version, first, prefix }: IpRange): string {
  const bits = version === 4 ? 8 : 16;
  const count = bitsOf[version] / bits;
  const parts = Array.from({ length: count }, (_, at) =>
    Number((first >> BigInt((count - 1 - at) * bits)) & ((1n << BigInt(bits)) - 1n)),
  );
  const address =
    version === 4 ? parts.join('.') : shortIp(parts.map((part) => part.toString(16)).join(':'));
  return prefix === bitsOf[version] ? address : `${address}/${prefix}`;
}
