import { parseArgs } from 'node:util';
import { type Config, readConfig } from './config.ts';
import { createDemoCredential } from './demo/demo-credential.ts';
import { tenantId } from './demo/tenant/identities.ts';
import { startTenant } from './demo/tenant/server.ts';
import { checks } from './doctor/checks.ts';
import { createDoctor } from './doctor/create-doctor.ts';
import { reportOf, terminalLines } from './doctor/report.ts';
import { createProbes, credentialOf } from './doctor-parts.ts';
import { verdictOf, verdictWords } from './domain/health.ts';
import { connectGraph } from './graph/connect.ts';
import type { TokenSource } from './graph/token.ts';
import { openExchange } from './open-exchange.ts';
import { createLog } from './ops/log.ts';
import { sleep } from './ops/sleep.ts';
import type { Finding } from './ports/doctor.ts';
import { readRulesProblems } from './rules.ts';
import { openBeside } from './store/probes/open-beside.ts';

/**
 * `npm run doctor`: looks at the whole set-up, beside a running bot or before its first start, and says for each thing
 * that is wrong what to mend. Exit code 1 when something failed.
 */
const usage = `npm run doctor [-- --json] [-- --demo]

Looks at Node.js, settings, store, clock, registration, each permission, licence, endpoint, channels, rules and auditing,
and says what to mend. Nothing is changed. Exit code: 0 when the bot can do its work, 1 when not.

  --json   one JSON object for scripts (docs/doctor-report.schema.json); npm run --silent doctor -- --json
  --demo   looks at the simulated tenant in place of yours: .env is not read
`;

const oneCheckMs = 10_000;
const allMs = 55_000;

interface Subject {
  readonly config?: Config;
  readonly problems: readonly string[];
  readonly credential?: TokenSource;
}

function optionsIn(args: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ args: [...args], options: { json: flag, demo: flag, help: flag } }).values;
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${usage}`);
    process.exit(1);
  }
}

function subjectOf(read: ReturnType<typeof readConfig>): Subject {
  return read.ok ? { config: read.config, problems: [] } : { problems: read.problems };
}

async function simulated(): Promise<Subject> {
  const tenant = await startTenant({ signInCount: 1_000 });
  const environment = {
    MicrosoftAppTenantId: tenantId,
    GRAPH_ENDPOINT: tenant.url,
    DATABASE_URL: 'sqlite::memory:',
  };
  const credential = createDemoCredential(tenant.url);
  return { ...subjectOf(readConfig(environment, { demo: true })), credential };
}

function doctorOf({ config, problems, credential }: Subject) {
  const clock = { now: () => new Date() };
  const log = createLog({ level: 'silent' });
  return createDoctor({
    nodeVersion: process.versions.node,
    problems,
    deadline: () => AbortSignal.timeout(oneCheckMs),
    probes(signal) {
      if (config === undefined) return undefined;
      const shown = credential ?? credentialOf(config);
      const graph = connectGraph({
        endpoint: config.graph.endpoint,
        credential: shown,
        clock,
        sleep,
        random: Math.random,
        log,
        auditSearchVersion: config.graph.auditSearchVersion,
      });
      const opened = () => openBeside(config.databaseUrl, { log });
      const ruleProblems = () => readRulesProblems(config.alerts.rulesFile);
      const switches = openExchange({ config, credential: shown, clock, log });
      const sources = { config, graph, credential, opened, ruleProblems, clock, switches };
      return createProbes(sources, signal);
    },
  });
}

const options = optionsIn(process.argv.slice(2));
const say = (text: string) =>
  new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));

if (options.help) {
  await say(usage);
  process.exit(0);
}

const subject = options.demo ? await simulated() : subjectOf(readConfig(process.env));
const width = Math.max(...checks.map(({ title }) => title.length));
const found: Finding[] = [];
async function* noted(findings: AsyncIterable<Finding>) {
  for await (const finding of findings) {
    found.push(finding);
    yield finding;
  }
}

const findings = noted(doctorOf(subject).findings(AbortSignal.timeout(allMs)));
for await (const line of terminalLines(findings, width)) if (!options.json) await say(`${line}\n`);
await say(
  options.json ? `${JSON.stringify(reportOf(found, new Date()))}\n` : `\n${verdictWords(found)}\n`,
);
// What a check gave up on may still hold a connection.
process.exit(verdictOf(found) === 'fail' ? 1 : 0);
