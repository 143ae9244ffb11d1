import { SupervisedProcess } from './supervised-process.mjs';

/**
 * Starts groups of processes one after another, keeps them running, and stops them in the opposite order.
 * @param house `{ logs, register, say, onPid }`
 */
export class Supervisor {
  #groups = [];
  #stopped;

  constructor(house) {
    this.house = house;
  }

  /**
   * Starts the processes of a group side by side and waits until each is ready.
   * @throws StartFailed
   */
  async startGroup(plans) {
    if (this.#stopped !== undefined) return;
    const group = plans.map((plan) => new SupervisedProcess(plan, this.house));
    this.#groups.push(group);
    await Promise.all(group.map((process) => process.start()));
  }

  /** Process numbers by name. */
  pids() {
    return Object.fromEntries(this.#groups.flat().map((process) => [process.name, process.pid]));
  }

  /** Stops all groups, last started first. Safe to call twice. */
  stop() {
    this.#stopped ??= this.#stopGroups();
    return this.#stopped;
  }

  async #stopGroups() {
    for (const group of this.#groups.toReversed()) await Promise.all(group.map((process) => process.stop()));
  }
}
