import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findServerProgram } from '@patchbay/test-servers'

const run = promisify(execFile)

const findPromtool = () =>
  findServerProgram({
    name: 'prometheus',
    path: 'usr/bin/promtool',
    packages: ['prometheus'],
    advice:
      'promtool is needed to check rules, and none was found: install Prometheus so that it is on PATH.',
  })

/** What promtool says of it; rejects with its complaint. */
export async function promtool(...parameters: string[]): Promise<string> {
  const { path, environment } = await findPromtool()
  try {
    const { stdout, stderr } = await run(path, parameters, { env: { ...process.env, ...environment } })
    return stdout + stderr
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
    throw new Error(`${stdout}\n${stderr}`, { cause: error })
  }
}
