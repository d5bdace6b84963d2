const octets = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** Written where no address is known. */
const noAddress = new Set(['0.0.0.0', '::']);

function isAddress(words: string): boolean {
  if (octets.test(words)) return words.split('.').every((octet) => Number(octet) <= 255);
  return words.includes(':') && URL.canParse(`http://[${words}]`);
}

/** Without brackets, port and zone: `[v6]:port`, `[v4]:port`, `v4:port`, `v6%zone`. */
function bareAddress(words: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d*)?$/.exec(words)?.[1];
  const bare = bracketed ?? words.replace(/^([^:]*):\d*$/, '$1');
  return bare.replace(/%.*$/, '');
}

/** An address as the log writes it, cleaned; undefined for “<null>”, 0.0.0.0, host names and all that is none. */
export function cleanIp(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [first = ''] = value.trim().split(/[,;\s]/);
  const bare = bareAddress(first);
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
  return isAddress(inner) && !noAddress.has(inner) ? inner : undefined;
}
