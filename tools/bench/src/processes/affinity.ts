import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** The server gets a core of its own; the load and the upstream share the other. */
export const serverCore = 0
export const loadCore = 1

/** Whether processes can be held to cores here: Linux with `taskset`, and two cores at least. */
export function canPin(): boolean {
  return availableParallelism() >= 2 && spawnSync('taskset', ['--version']).status === 0
}

/** Holds this process, with all its threads, to a core. */
export function pinThisProcess(core: number): void {
  spawnSync('taskset', ['-acp', String(core), String(process.pid)])
}
