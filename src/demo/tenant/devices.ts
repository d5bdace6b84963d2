import { guidAt, mixNumbers } from './random.ts';

/** A device as the sign-in log sees it; an unregistered one has no id. */
export interface Device {
  readonly deviceId: string;
  readonly displayName: string;
  readonly operatingSystem: string;
  readonly browser: string;
  readonly isCompliant: boolean;
  readonly isManaged: boolean;
  readonly trustType: '' | 'Hybrid Azure AD joined' | 'Azure AD joined' | 'Azure AD registered';
  readonly platform: 'windows' | 'macOS' | 'iOS' | 'android' | 'linux' | 'unknown';
  readonly userAgent: string;
}

/** The devices of one person, by what they are for. */
export interface DeviceSet {
  readonly work: Device;
  readonly phone: Device;
  /** A work machine that has fallen out of compliance. */
  readonly stale: Device;
  readonly own: Device;
  readonly linux: Device;
}

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

function laptop(seed: number, index: number, kind: number): Device {
  const mac = mixNumbers(seed, 91, index) % 5 === 0;
  const joined = mac ? 'Azure AD registered' : 'Hybrid Azure AD joined';
  return {
    deviceId: guidAt(seed, 90 + kind, index),
    displayName: `${mac ? 'MAC' : 'PC'}-${String(1000 + index * 3 + kind)}`,
    operatingSystem: mac ? 'MacOs' : 'Windows10',
    browser: mac ? 'Safari 19.1' : 'Edge 142.0.0',
    isCompliant: kind === 0,
    isManaged: true,
    trustType: kind === 0 ? joined : 'Azure AD registered',
    platform: mac ? 'macOS' : 'windows',
    userAgent: mac
      ? 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15'
      : `${chrome} Edg/142.0.0.0`,
  };
}

function phone(seed: number, index: number): Device {
  const apple = mixNumbers(seed, 92, index) % 2 === 0;
  return {
    deviceId: guidAt(seed, 93, index),
    displayName: apple ? 'iPhone' : 'Galaxy',
    operatingSystem: apple ? 'Ios 26.1' : 'Android 16',
    browser: apple ? 'Mobile Safari' : 'Chrome Mobile 142.0.0',
    isCompliant: true,
    isManaged: true,
    trustType: 'Azure AD registered',
    platform: apple ? 'iOS' : 'android',
    userAgent: apple
      ? 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'
      : 'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  };
}

function unregistered(operatingSystem: string, platform: Device['platform']): Device {
  return {
    deviceId: '',
    displayName: '',
    operatingSystem,
    browser: platform === 'linux' ? 'Firefox 144.0' : 'Chrome 142.0.0',
    isCompliant: false,
    isManaged: false,
    trustType: '',
    platform,
    userAgent:
      platform === 'linux'
        ? 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'
        : chrome,
  };
}

/** The devices of the `index`-th person. */
export function devicesOf(seed: number, index: number): DeviceSet {
  return {
    work: laptop(seed, index, 0),
    phone: phone(seed, index),
    stale: laptop(seed, index, 1),
    own: unregistered('Windows10', 'windows'),
    linux: unregistered('Linux', 'linux'),
  };
}
