import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sitePorts } from '../../src/containers/container-layout.js';
import { siteFiles } from '../../src/containers/material-folder.js';
import { authorities, renderAuthoritySettings } from '../../src/containers/settings/authority-settings.js';
import { authorityRoot, type SiteMaterial } from '../../src/material/site-material.js';
import { isHealthy } from '../../src/node-status/metrics.js';
import { findProgram } from '../../src/programs/find-programs.js';
import { until } from './command-line.js';

const startScript = fileURLToPath(new URL('../../../containers/authority/start.sh', import.meta.url));

/** A jurisdiction's Fabric CA server as its container starts it, on other ports. */
export class AuthorityServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Starts it in a folder and waits until it is healthy; the jurisdiction then has its root certificate. */
  static async start(site: SiteMaterial, folder: string, port: number): Promise<AuthorityServer> {
    const settings = join(folder, 'settings');
    const home = join(folder, 'home');
    mkdirSync(settings, { recursive: true });
    const ports = sitePorts(site.jurisdiction);
    for (const authority of authorities) {
      const text = renderAuthoritySettings(site.jurisdiction, authority)
        .replace(`port: ${ports.certificationAuthority}`, `port: ${port}`)
        .replace(`0.0.0.0:${ports.certificationAuthorityOperations}`, `127.0.0.1:${port + 1}`);
      writeFileSync(join(settings, `${authority}.yaml`), text);
    }
    const child = spawn('sh', [startScript], {
      env: {
        PATH: [dirname(findProgram('fabric-ca-client') ?? ''), process.env['PATH']].join(delimiter),
        FABRIC_CA_SERVER_HOME: home,
        AUTHORITY_SETTINGS: settings,
        AUTHORITY_PASSWORD_FILE: site.file(siteFiles.caRegistrar),
      },
      stdio: 'ignore',
    });
    const server = new AuthorityServer(child, `https://127.0.0.1:${port}`);
    await until('the certification authority is healthy', () => isHealthy(`127.0.0.1:${port + 1}`));
    const root = join(home, 'ca-cert.pem');
    await until('it has a root certificate', () => existsSync(root));
    copyFileSync(root, authorityRoot(site));
    return server;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await ended;
  }
}
