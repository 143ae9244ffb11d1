import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { siteFiles } from '../containers/material-folder.js';
import { mqttUser } from '../containers/services/device-services.js';
import { writePrivateFile, writePrivateJson } from '../state-files/private-files.js';
import { mosquittoPasswordLine } from './mosquitto-password.js';
import { randomPassword, signingJwk } from './random-secrets.js';
import type { SiteMaterial } from './site-material.js';

/** A coder or laser on a line of this site. */
export interface SiteDevice {
  /** Name in topics and in the gateway, such as `line-1`. */
  readonly device: string;
  readonly host: string;
  readonly port: number;
}

/** What only the site itself can say. */
export interface SiteAnswers {
  /** Host printed into codes (GS1 Digital Link): it must stay this jurisdiction's for as long as packs exist. */
  readonly publicHost: string;
  /** Devices of its lines; without any, the bridge is not run. */
  readonly devices: readonly SiteDevice[];
}

/**
 * Makes what a jurisdiction needs before its certification authority runs: passwords, keys of its gateway, first accounts,
 * settings. What exists is kept, so it may be run again.
 * @returns names of the files that were made
 */
export function prepareSite(site: SiteMaterial, answers: SiteAnswers): string[] {
  const made: string[] = [];
  const make = (name: string, write: (path: string) => void): void => {
    const path = site.file(name);
    if (existsSync(path)) return;
    write(path);
    made.push(name);
  };
  const text = (name: string, content: () => string | Buffer): void => {
    make(name, (path) => {
      writePrivateFile(path, content());
    });
  };
  const passwords = [siteFiles.caRegistrar, siteFiles.postgresSuperuser, siteFiles.postgresGateway];
  for (const name of [...passwords, siteFiles.mqttGateway, siteFiles.mqttBridge]) text(name, randomPassword);
  text(siteFiles.mqttPasswords, () => brokerPasswords(site));
  text(siteFiles.gatewayMasterKey, () => randomBytes(32));
  makeDeviceKey(site, make);
  make(siteFiles.firstAccounts, (path) => {
    writePrivateJson(path, firstAccounts(site));
  });
  text(siteFiles.gatewaySettings, () => `BAYTRACE_PUBLIC_HOST=${answers.publicHost}\n`);
  if (answers.devices.length > 0) {
    make(siteFiles.devices, (path) => {
      writePrivateJson(path, devicesFile(site, answers.devices));
    });
  }
  mkdirSync(site.file(siteFiles.chaincode), { recursive: true });
  return made;
}

function brokerPasswords(site: SiteMaterial): string {
  const line = (program: 'gateway' | 'bridge', file: string): string =>
    mosquittoPasswordLine(
      mqttUser(program, site.jurisdiction),
      readFileSync(site.file(file), 'utf8').trimEnd(),
    );
  return line('gateway', siteFiles.mqttGateway) + line('bridge', siteFiles.mqttBridge);
}

/** Both halves or none: the bridge trusts the public one. */
function makeDeviceKey(
  site: SiteMaterial,
  make: (name: string, write: (path: string) => void) => void,
): void {
  make(siteFiles.gatewayDeviceKey, (path) => {
    const key = signingJwk();
    writePrivateJson(site.file(siteFiles.gatewayDeviceKeys), { keys: [key.public] });
    writePrivateJson(path, key.private);
  });
}

/** Who runs the platform and who supervises it; they make all other accounts. */
function firstAccounts({ jurisdiction }: SiteMaterial): object[] {
  return [
    ['administrator', 'Administrator'],
    ['regulator', 'Regulator'],
  ].map(([role, title]) => ({
    login: role,
    password: randomPassword(),
    displayName: `${title}, ${jurisdiction.name}`,
    roles: [role],
  }));
}

function devicesFile({ jurisdiction }: SiteMaterial, devices: readonly SiteDevice[]): object {
  return {
    jurisdiction: jurisdiction.code.toUpperCase(),
    devices: devices.map((device) => ({ ...device, kind: 'inkjet', driver: 'serialised-text' })),
  };
}
