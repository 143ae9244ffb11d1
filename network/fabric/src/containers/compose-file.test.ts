import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as dclint from 'dclint';
import { parse } from 'yaml';
import { jurisdictions } from '../layout/jurisdictions.js';
import { serviceKeys } from './compose-file.js';
import { containerFiles } from './container-files.js';
import { containerLayout } from './container-layout.js';
import { mountedMaterial } from './material-folder.js';

interface Mount {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly read_only?: boolean;
  readonly bind?: { readonly create_host_path?: boolean };
}
interface Service {
  readonly profiles: readonly string[];
  readonly image: string;
  readonly user: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: readonly { readonly path: string }[];
  readonly ports?: readonly {
    readonly target: number;
    readonly published: string;
    readonly host_ip: string;
  }[];
  readonly networks?: Readonly<Record<string, object>>;
  readonly extra_hosts?: readonly string[];
  readonly volumes?: readonly Mount[];
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly [key: string]: unknown;
}
interface LintResult {
  readonly messages: readonly { readonly rule: string; readonly message: string }[];
}
interface Linter {
  lintFiles(paths: readonly string[], recursive: boolean): readonly LintResult[];
}
interface File {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, object>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

/** dclint's type files import one another without extensions, so that its exports have no types here. */
const { DCLinter } = dclint as unknown as { readonly DCLinter: new (config: object) => Linter };

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const inRepository = (path: string): string => join(repository, path);
const files = containerFiles();
const compose = parse(files.get('docker-compose.yml') ?? '') as File;
const services = Object.entries(compose.services);
const named = services.map(([name]) => name);
const service = (name: string): Service => compose.services[name]!;
const material = /^\$\{BAYTRACE_MATERIAL:-\.\/material\}\/(gd|hk|mo)\/(.+)$/u;

/** One-shot: root, but without network and with one capability; makes volumes usable and ends. */
const isStorage = (name: string): boolean => name.startsWith('storage-');
const lasting = services.filter(([name]) => !isStorage(name));

describe('files in the repository', () => {
  test.each([...files.keys()])('%s is what `npm run generate` writes', (path) => {
    expect(existsSync(inRepository(path)) ? readFileSync(inRepository(path), 'utf8') : 'missing').toBe(
      files.get(path),
    );
  });

  test('network/compose holds generated files only', () => {
    const present = readdirSync(inRepository('network/compose'), { recursive: true, encoding: 'utf8' })
      .map((name) => `network/compose/${name}`)
      .filter((path) => statSync(inRepository(path)).isFile());
    expect(present.filter((path) => !files.has(path))).toEqual([]);
  });
});

describe('the compose file as the Compose Specification and its linter see it', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baytrace-compose-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const lint = (text: string): string[] => {
    const path = join(folder, 'docker-compose.yml');
    writeFileSync(path, text);
    const linter = new DCLinter({
      rules: {
        'service-keys-order': [2, { groups: { keys: [...serviceKeys] }, groupOrder: ['keys'] }],
        // jurisdiction by jurisdiction, and in each from its authority to its gateway
        'services-alphabetical-order': 0,
        // YAML 1.1 would read an unquoted path with a colon well, and `nocopy` needs the long form anyway
        'no-quotes-in-volumes': 0,
      },
      quiet: false,
      debug: false,
      exclude: [],
    });
    const results = linter.lintFiles([path], false);
    return results.flatMap(({ messages }) => messages.map(({ rule, message }) => `${rule}: ${message}`));
  };

  test('it fits the schema and breaks no rule', () => {
    expect(lint(files.get('docker-compose.yml') ?? '')).toEqual([]);
  });

  test('a key that compose does not know would be found', () => {
    expect(lint('name: x\nservices:\n  a:\n    image: x:1\n    memory: 1g\n').join()).toContain(
      'invalid-schema',
    );
  });
});

describe('each jurisdiction is a profile of its own', () => {
  const parts = [
    'storage',
    'ca',
    'orderer',
    'peer0',
    'peer1',
    'chaincode-a',
    'postgres',
    'mosquitto',
    'gateway',
  ];

  test.each(jurisdictions.map(({ code }) => code))('%s has every part of the platform', (code) => {
    const own = services.filter(([, { profiles }]) => profiles.includes(code)).map(([name]) => name);
    expect(own.sort()).toEqual([...parts, 'bridge'].map((part) => `${part}-${code}`).sort());
  });

  test('no service waits for, shares a network, volume or secret with another jurisdiction', () => {
    for (const [name, each] of services) {
      const code = name.slice(-2);
      const used = [
        ...Object.keys(each.depends_on ?? {}),
        ...Object.keys(each.networks ?? {}),
        ...(each.volumes ?? []).filter(({ type }) => type === 'volume').map(({ source }) => source),
      ];
      expect(used.filter((other) => !other.endsWith(`-${code}`))).toEqual([]);
      const given = (each.secrets ?? []).map(({ source }) => compose.secrets[source]?.file ?? source);
      const mounted = (each.volumes ?? []).map(({ source }) => source).filter((path) => material.test(path));
      for (const path of [...given, ...mounted]) expect(material.exec(path)?.[1]).toBe(code);
    }
  });

  test('nodes reach every node of the other jurisdictions at an address that can be set', () => {
    for (const { id, jurisdiction } of [...containerLayout.orderers, ...containerLayout.peers]) {
      const foreign = [...containerLayout.orderers, ...containerLayout.peers]
        .filter((other) => other.jurisdiction.code !== jurisdiction.code)
        .map(
          (other) =>
            `${other.hostname}=\${BAYTRACE_${other.jurisdiction.code.toUpperCase()}_HOST:-host-gateway}`,
        );
      expect([...(service(id).extra_hosts ?? [])].sort()).toEqual(foreign.sort());
    }
  });

  test('three jurisdictions fit on one host: no port is published twice', () => {
    const ports = services.flatMap(([, each]) => (each.ports ?? []).map((port) => port.published));
    expect(new Set(ports).size).toBe(ports.length);
  });
});

describe('who can reach what', () => {
  test('only orderers and peers are open to other hosts, where nothing else is configured', () => {
    const open = services
      .filter(([, each]) => (each.ports ?? []).some(({ host_ip: ip }) => !/127\.0\.0\.1\}?$/u.test(ip)))
      .map(([name]) => name);
    expect(open).toEqual(
      [...containerLayout.orderers, ...containerLayout.peers].map(({ id }) => id).sort(byPlace),
    );
  });

  test('a database is reached by its gateway alone', () => {
    for (const { code } of jurisdictions) {
      const onNetwork = named.filter((name) => `database-${code}` in (service(name).networks ?? {}));
      expect(onNetwork.sort()).toEqual([`gateway-${code}`, `postgres-${code}`]);
      expect(Object.keys(service(`postgres-${code}`).networks ?? {})).toEqual([`database-${code}`]);
      expect(compose.networks[`database-${code}`]).toEqual({ internal: true });
    }
  });

  test('a chaincode server is reached by its peers alone, and cannot reach out', () => {
    for (const { code } of jurisdictions) {
      const onNetwork = named.filter((name) => `chaincode-${code}` in (service(name).networks ?? {}));
      const expected = ['chaincode-a', 'chaincode-b', 'peer0', 'peer1'].map((name) => `${name}-${code}`);
      expect(onNetwork.sort()).toEqual(expected);
      expect(compose.networks[`chaincode-${code}`]).toEqual({ internal: true });
    }
  });
});

const byPlace = (one: string, other: string): number => named.indexOf(one) - named.indexOf(other);

describe('what a container may', () => {
  test.each(lasting)('%s runs without root, capabilities and a writable file system', (_name, each) => {
    expect(each.user).toBe('${BAYTRACE_USER:-10001:10001}');
    expect(each).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    expect(each['cap_add']).toBeUndefined();
    expect(each['privileged']).toBeUndefined();
    expect(each['mem_limit']).toMatch(/^\d+[mg]$/u);
  });

  test.each(lasting)('%s has a health check', (_name, { healthcheck }) => {
    expect(healthcheck.disable).toBeUndefined();
    expect(healthcheck.test?.[0]).toBe('CMD');
  });

  test('what makes the volumes usable has no network and ends', () => {
    for (const [, each] of services.filter(([name]) => isStorage(name))) {
      expect(each).toMatchObject({
        network_mode: 'none',
        restart: 'no',
        read_only: true,
        cap_add: ['CHOWN'],
      });
    }
  });

  test('every image has a version', () => {
    for (const [, { image }] of services)
      expect(image).toMatch(/:(?:\$\{\w+:-)?\d+\.\d+(?:\.\d+)?(?:-\w+)?\}?$/u);
  });
});

describe('secrets', () => {
  test('every secret is a file and is given to a service', () => {
    const given = new Set(services.flatMap(([, each]) => (each.secrets ?? []).map(({ source }) => source)));
    expect([...given].sort()).toEqual(Object.keys(compose.secrets).sort());
    for (const [, definition] of Object.entries(compose.secrets)) {
      expect(Object.keys(definition)).toEqual(['file']);
      expect(definition.file).toMatch(material);
    }
  });

  test('no password, key or token stands in an environment or on a command line', () => {
    for (const [, each] of services) {
      for (const [name, value] of Object.entries(each.environment ?? {})) {
        if (/PASSWORD|SECRET|TOKEN|KEY/u.test(name)) expect(value).toMatch(/^\/(?:run\/secrets|var\/lib)\//u);
        expect(value).not.toMatch(/:\/\/[^/@]*:[^/@]*@/u);
      }
      expect((each.command ?? []).join(' ')).not.toMatch(/--?(?:password|secret)[= ]/iu);
    }
  });

  test('private files are mounted as secrets only', () => {
    const secretFiles = new Set(Object.values(compose.secrets).map(({ file }) => file));
    const binds = services.flatMap(([, each]) => (each.volumes ?? []).map(({ source }) => source));
    expect(binds.filter((path) => secretFiles.has(path) || /secrets\/|\.key$|keystore/u.test(path))).toEqual(
      [],
    );
  });
});

describe('mounted files', () => {
  const binds = services.flatMap(([, each]) => (each.volumes ?? []).filter(({ type }) => type === 'bind'));

  test('are read only, and a missing one is an error', () => {
    for (const bind of binds) {
      expect(bind).toMatchObject({ read_only: true, bind: { create_host_path: false } });
    }
  });

  test('are in the repository, or are material that a jurisdiction makes', () => {
    for (const { source } of binds.filter((bind) => !material.test(bind.source))) {
      expect([source, existsSync(inRepository(source))]).toEqual([source, true]);
    }
  });

  test('material: what the containers of a jurisdiction mount is what its list says', () => {
    for (const { code } of jurisdictions) {
      const own = services.filter(([name]) => name.endsWith(`-${code}`)).map(([, each]) => each);
      const mounted = own.flatMap((each) => [
        ...(each.volumes ?? []).map(({ source }) => source),
        ...(each.env_file ?? []).map(({ path }) => path),
        ...(each.secrets ?? []).map(({ source }) => compose.secrets[source]?.file ?? ''),
      ]);
      const found = new Set(mounted.flatMap((path) => material.exec(path)?.[2] ?? []));
      const nodes = [...containerLayout.orderers, ...containerLayout.peers].filter(
        ({ jurisdiction }) => jurisdiction.code === code,
      );
      expect([...found].sort()).toEqual(mountedMaterial(nodes).sort());
    }
  });
});
