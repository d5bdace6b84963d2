import ajvDraft04 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import { zipSync } from 'fflate';

/** What the manifest template leaves open; each `${name}` in it is replaced by the value of that name. */
export interface PackageValues {
  /** The bot's application id, a GUID; also the id of the Teams app, so that an upload updates it. */
  readonly appId: string;
  readonly version: string;
  readonly developerName: string;
  readonly websiteUrl: string;
  readonly privacyUrl: string;
  readonly termsOfUseUrl: string;
  /** True: people sign in by Teams' single sign-on (DELEGATED_LOOKUPS). */
  readonly signsIn?: boolean;
}

export interface PackageParts {
  /** manifest.json with its `${…}` still open. */
  readonly template: string;
  /** Microsoft's JSON schema for the template's manifestVersion. */
  readonly schema: object;
  readonly colorIcon: Uint8Array;
  readonly outlineIcon: Uint8Array;
}

export type PackageResult =
  | { readonly ok: true; readonly zip: Uint8Array }
  | { readonly ok: false; readonly problems: readonly string[] };

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const nobody = '00000000-0000-0000-0000-000000000000';

function checkAppId(appId: string): string[] {
  if (appId === '') {
    return [
      'MicrosoftAppId is not set. Put the application (client) id of your Azure Bot in .env, then run npm run manifest again.',
    ];
  }
  if (!guid.test(appId) || appId === nobody) {
    return [
      `MicrosoftAppId is not an application id: "${appId}". It is the GUID on the Azure Bot's Configuration page (Microsoft App ID).`,
    ];
  }
  return [];
}

/** The schema lets `http://` pass; Teams does not. */
function checkPages({ websiteUrl, privacyUrl, termsOfUseUrl }: PackageValues): string[] {
  return Object.entries({ websiteUrl, privacyUrl, termsOfUseUrl })
    .filter(([, url]) => !URL.canParse(url) || new URL(url).protocol !== 'https:')
    .map(([name, url]) => `manifest.json.developer.${name}: "${url}" is not an https address.`);
}

/** Values go in as JSON text, so that a quote in a developer's name stays part of the name. */
function fill(template: string, values: Omit<PackageValues, 'signsIn'>): string {
  return template.replace(/\$\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name)
      ? JSON.stringify(values[name as keyof typeof values]).slice(1, -1)
      : placeholder,
  );
}

/** What Teams' single sign-on needs: for whom its token is, and the host of the pop-up. */
function withSignIn(manifest: string, appId: string): string {
  const { validDomains = [], ...rest } = JSON.parse(manifest);
  const webApplicationInfo = { id: appId, resource: `api://botid-${appId}` };
  const hosts = [...validDomains, 'token.botframework.com'];
  return `${JSON.stringify({ ...rest, validDomains: hosts, webApplicationInfo }, null, 2)}\n`;
}

function checkManifest(manifest: unknown, schema: object): string[] {
  const ajv = new ajvDraft04.default({ allErrors: true, strict: false });
  ajvFormats.default(ajv, ['uri', 'email', 'regex']);
  const validate = ajv.compile(schema);
  if (validate(manifest)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `manifest.json${instancePath.replaceAll('/', '.')}: ${message}`,
  );
}

const pngSignature = '89504e470d0a1a0a';

function checkIcon(name: string, png: Uint8Array, side: number): string[] {
  const bytes = Buffer.from(png);
  if (bytes.length < 24 || bytes.subarray(0, 8).toString('hex') !== pngSignature) {
    return [`${name} is not a PNG.`];
  }
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width === side && height === side) return [];
  return [`${name} is ${width} x ${height}; Teams takes ${side} x ${side} only.`];
}

/** The Teams app zip, or everything that Teams would refuse about it. Same input, same bytes. */
export function packApp(parts: PackageParts, values: PackageValues): PackageResult {
  const appIdProblems = checkAppId(values.appId);
  if (appIdProblems.length > 0) return { ok: false, problems: appIdProblems };
  const { signsIn = false, ...texts } = values;
  const plain = fill(parts.template, { ...texts, appId: values.appId.toLowerCase() });
  const manifest = signsIn ? withSignIn(plain, values.appId.toLowerCase()) : plain;
  const problems = [
    ...checkPages(values),
    ...checkManifest(JSON.parse(manifest), parts.schema),
    ...[...manifest.matchAll(/\$\{\w+\}/g)].map(
      ([left]) => `manifest.json: nothing fills ${left}.`,
    ),
    ...checkIcon('color.png', parts.colorIcon, 192),
    ...checkIcon('outline.png', parts.outlineIcon, 32),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const files = {
    'manifest.json': new TextEncoder().encode(manifest),
    'color.png': parts.colorIcon,
    'outline.png': parts.outlineIcon,
  };
  // A zip's clock starts in 1980; a fixed time keeps unchanged packages identical.
  return { ok: true, zip: zipSync(files, { mtime: new Date(1980, 0, 1) }) };
}
