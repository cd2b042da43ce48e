import { spawn } from 'node:child_process'
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'

export type Status = 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO'

/** One thing that a scenario has looked at. */
export interface Check {
  readonly id: string
  readonly status: Status
  readonly errorMessage?: string
}

export interface ScenarioResult {
  readonly scenario: string
  readonly checks: readonly Check[]
}

/** How a run of the suite has ended. */
export interface SuiteRun {
  readonly exitCode: number
  readonly output: string
  readonly results: readonly ScenarioResult[]
}

const program = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'))
/** Of the extension for skills; no revision has them in its list. */
export const skillsScenarios = [
  'sep-2640-skills-manifest',
  'sep-2640-skills-enumeration',
  'sep-2640-skills-directory',
] as const

const noFailures = join(import.meta.dirname, '../expected-failures.yaml')

/** Runs scenarios of the official suite against a server, as its command line does. */
export async function runSuite(url: string, choice: readonly string[]): Promise<SuiteRun> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-conformance-results-'))
  try {
    const parameters = [program, 'server', '--url', url, ...choice, '--output-dir', folder]
    const run = spawn(process.execPath, [...parameters, '--expected-failures', noFailures], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [output, errors, exitCode] = await Promise.all([
      text(run.stdout),
      text(run.stderr),
      new Promise<number>((resolve) => run.once('exit', (code) => resolve(code ?? 1))),
    ])
    return { exitCode, output: output + errors, results: await readResults(folder) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Of a scenario, the folder is named after it and the time. */
async function readResults(folder: string): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = []
  for await (const path of glob('**/checks.json', { cwd: folder })) {
    const checks = JSON.parse(await readFile(join(folder, path), 'utf8')) as Check[]
    const name = basename(dirname(path))
    results.push({ scenario: name.replace(/^server-/, '').replace(/-\d{4}-\d{2}-\d{2}T.*$/, ''), checks })
  }
  return results.toSorted((one, other) => (one.scenario < other.scenario ? -1 : 1))
}
