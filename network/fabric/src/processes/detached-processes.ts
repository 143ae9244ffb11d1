import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import type { ProcessKeeper } from '../network/running-network.js';
import { makePrivateFolder } from '../state-files/private-files.js';
import { logTail } from './log-tail.js';
import { findLostProcess, markOf, processMark } from './lost-process.js';
import { portsTaken, takenPorts } from './port-check.js';
import { isAlive, startTimeOf } from './process-identity.js';
import type { ProcessPlan, ProcessRecord } from './process-plan.js';
import { ProcessRegister } from './process-register.js';

const pause = 25;
const timeToEnd = 15_000;
const timeToBeReady = 60_000;

/** Processes that outlive the command that starts them: each leads a group of its own and writes to a log file. */
export class DetachedProcesses implements ProcessKeeper {
  private readonly register: ProcessRegister;

  constructor(
    private readonly processesFile: string,
    private readonly logs: string,
  ) {
    this.register = new ProcessRegister(processesFile);
  }

  records(): readonly ProcessRecord[] {
    return this.register.all();
  }

  isRunning(id: string): boolean {
    const record = this.register.find(id);
    return record !== undefined && isAlive(record);
  }

  /** Log file of a process. */
  logOf(id: string): string {
    return join(this.logs, `${id}.log`);
  }

  async start(plan: ProcessPlan): Promise<'started' | 'running'> {
    if (this.isRunning(plan.id)) return 'running';
    const taken = await takenPorts(plan);
    if (taken.length > 0) {
      if (this.adopt(plan)) return 'running';
      throw portsTaken(taken);
    }
    await this.spawn(plan);
    return 'started';
  }

  /** Ports of the plan that a program outside the network has taken. */
  async foreignPorts(plan: ProcessPlan): Promise<string[]> {
    if (this.isRunning(plan.id)) return [];
    const taken = await takenPorts(plan);
    return taken.length > 0 && this.adopt(plan) ? [] : taken;
  }

  async ready(plan: ProcessPlan, timeoutMs = timeToBeReady): Promise<void> {
    const end = Date.now() + timeoutMs;
    while (!(await plan.isReady())) {
      if (!this.isRunning(plan.id)) {
        throw new FabricNetworkError(
          'BT-FABRIC-PROCESS-FAILED',
          `${plan.id} ended while starting. Last lines of ${this.logOf(plan.id)}:\n${logTail(this.logOf(plan.id))}`,
        );
      }
      if (Date.now() > end) {
        throw new FabricNetworkError(
          'BT-FABRIC-NOT-READY',
          `${plan.id} runs but has not answered for ${timeoutMs / 1000} s; see ${this.logOf(plan.id)}.`,
        );
      }
      await delay(pause);
    }
  }

  async stop(id: string, options: { signal?: NodeJS.Signals; forget?: boolean } = {}): Promise<void> {
    const record = this.register.find(id);
    if (record === undefined) return;
    if (options.forget !== true) this.register.put({ ...record, stopped: true });
    await this.end(record, options.signal ?? 'SIGTERM');
    if (options.forget === true) this.register.remove(id);
  }

  private adopt(plan: ProcessPlan): boolean {
    const identity = findLostProcess(markOf(this.processesFile, plan.id));
    if (identity === undefined) return false;
    this.register.put({ id: plan.id, kind: plan.kind, ...identity });
    return true;
  }

  private async spawn(plan: ProcessPlan): Promise<void> {
    makePrivateFolder(this.logs);
    const log = openSync(this.logOf(plan.id), 'a', 0o600);
    try {
      const child = spawn(plan.program, plan.args, {
        cwd: plan.cwd,
        env: { ...plan.env, [processMark]: markOf(this.processesFile, plan.id) },
        detached: true,
        stdio: ['ignore', log, log],
      });
      if (child.pid !== undefined) this.record(plan, child.pid);
      await once(child, 'spawn');
      child.unref();
    } catch (error) {
      throw new FabricNetworkError(
        'BT-FABRIC-PROCESS-FAILED',
        `${plan.id} could not be started: ${(error as Error).message}.`,
        { cause: error },
      );
    } finally {
      closeSync(log);
    }
  }

  /** Written before anything is awaited, so that a command killed now leaves no unknown process behind. */
  private record(plan: ProcessPlan, pid: number): void {
    const startTime = startTimeOf(pid) ?? 'ended';
    this.register.put({ id: plan.id, kind: plan.kind, pid, startTime });
  }

  private async end(record: ProcessRecord, signal: NodeJS.Signals): Promise<void> {
    if (!isAlive(record)) return;
    signalGroup(record.pid, signal);
    if (await this.endsWithin(record, timeToEnd)) return;
    signalGroup(record.pid, 'SIGKILL');
    if (await this.endsWithin(record, timeToEnd)) return;
    throw new FabricNetworkError(
      'BT-FABRIC-PROCESS-STUCK',
      `${record.id} (process ${record.pid}) does not end, not even by SIGKILL; the machine may have to be restarted.`,
    );
  }

  private async endsWithin(record: ProcessRecord, ms: number): Promise<boolean> {
    const end = Date.now() + ms;
    while (isAlive(record)) {
      if (Date.now() > end) return false;
      await delay(pause);
    }
    return true;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
