import { beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { appId } from '../start/running-bot.ts';
import { findFaults, type Manifest, readManifests } from './read-manifests.ts';

let manifests: Manifest[];
beforeAll(async () => {
  manifests = await readManifests('infra/kubernetes');
});

function the(kind: string): Manifest {
  const [found, ...more] = manifests.filter((manifest) => manifest.kind === kind);
  if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} of ${kind}`);
  return found;
}

const botContainer = () => the('Deployment').spec.template.spec.containers[0];

/** Those that Kubernetes itself knows: the vault's reference belongs to an operator. */
const own = () => manifests.filter(({ kind }) => kind !== 'ExternalSecret');

/** An object with one of its fields changed. */
function changed(kind: string, change: (manifest: Manifest) => void): Manifest {
  const copy = structuredClone(the(kind));
  change(copy);
  return copy;
}

describe('the Kubernetes manifests', () => {
  it('hold only what Kubernetes knows, of the types it takes', () => {
    expect(own().map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Deployment', 'Service', 'Ingress', 'PodDisruptionBudget']),
    );
    expect(findFaults(own())).toEqual([]);
    const wrong = [
      changed('Deployment', ({ spec }) => {
        spec.template.spec.containers[0].readynessProbe = {};
      }),
      changed('PodDisruptionBudget', ({ spec }) => {
        spec.selector = 'audit-bot';
      }),
      changed('Ingress', ({ spec }) => {
        delete spec.rules[0].http.paths[0].pathType;
      }),
    ];
    expect(findFaults(wrong)).toHaveLength(wrong.length);
  });

  it('find each other by their labels, names and ports', () => {
    const { labels } = the('Deployment').spec.template.metadata;
    const label = { 'app.kubernetes.io/name': 'audit-bot' };
    expect(labels).toMatchObject(label);
    expect(the('Service').spec.selector).toEqual(label);
    for (const kind of ['Deployment', 'PodDisruptionBudget']) {
      expect(the(kind).spec.selector.matchLabels).toEqual(label);
    }
    expect(the('NetworkPolicy').spec.podSelector.matchLabels).toEqual(label);
    const [port] = botContainer().ports;
    expect(the('Service').spec.ports[0].targetPort).toBe(port.name);
    const { backend } = the('Ingress').spec.rules[0].http.paths[0];
    expect(backend.service).toEqual({
      name: the('Service').metadata.name,
      port: { name: the('Service').spec.ports[0].name },
    });
    expect(the('NetworkPolicy').spec.ingress[0].ports).toEqual([{ port: port.containerPort }]);
    const { spec } = the('Deployment').spec.template;
    expect(spec.volumes[0].secret.secretName).toBe(the('ExternalSecret').spec.target.name);
  });

  it('give the bot settings it starts with, and each secret as a file', () => {
    const files: Record<string, string> = {
      'bot-secret': 'a secret',
      'database-url': 'postgres://server/bot',
    };
    const { data } = the('ExternalSecret').spec;
    expect(data.map(({ secretKey }: { secretKey: string }) => secretKey).sort()).toEqual(
      Object.keys(files).sort(),
    );
    const mounted = botContainer().volumeMounts[0].mountPath;
    const given: Record<string, string> = the('ConfigMap').data;
    const env = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.startsWith('<') ? appId : value]),
    );
    for (const { name, value } of botContainer().env) {
      expect(name).toMatch(/_FILE$/);
      expect(value.startsWith(`${mounted}/`)).toBe(true);
      env[name.replace(/_FILE$/, '')] = files[value.slice(mounted.length + 1)] ?? '';
    }
    expect(readConfig(env)).toMatchObject({
      ok: true,
      config: { databaseUrl: files['database-url'] },
    });
  });

  it('keep two replicas apart, and one there at any time', () => {
    const { spec } = the('Deployment');
    expect(spec.replicas).toBe(2);
    expect(spec.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    expect(the('PodDisruptionBudget').spec.minAvailable).toBe(1);
    expect(spec.template.spec.topologySpreadConstraints).toHaveLength(2);
    const sleeps = botContainer().lifecycle.preStop.sleep.seconds;
    expect(spec.template.spec.terminationGracePeriodSeconds - sleeps).toBeGreaterThan(28);
  });

  it('run the bot without rights it does not need, and show Teams’ route alone', () => {
    const { spec } = the('Deployment').spec.template;
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(botContainer().securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(spec.automountServiceAccountToken).toBe(false);
    const paths = the('Ingress').spec.rules[0].http.paths;
    expect(paths.map(({ path, pathType }: Record<string, string>) => [path, pathType])).toEqual([
      ['/api/messages', 'Exact'],
    ]);
  });
});
