import { spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes a new connector known to npm: its entry in the lockfile, and the link in node_modules that a full
 * `npm install` would make. A full install is avoided: it takes long, asks the registry, and may replace
 * packages that have nothing to do with the connector.
 */
export function linkPackage(workspaceRoot: string, id: string): void {
  link(workspaceRoot, id)
  if (!updateLockfile(workspaceRoot)) {
    console.warn('The lockfile could not be updated. Run `npm install` when the npm registry can be reached.')
  }
}

function link(workspaceRoot: string, id: string): void {
  const scope = join(workspaceRoot, 'node_modules/@patchbay')
  const path = join(scope, `connector-${id}`)
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return
  mkdirSync(scope, { recursive: true })
  // A junction needs an absolute path, and no privilege; both are matters of Windows only.
  if (process.platform === 'win32') symlinkSync(join(workspaceRoot, 'plugins', id), path, 'junction')
  else symlinkSync(`../../plugins/${id}`, path)
}

function updateLockfile(workspaceRoot: string): boolean {
  const options = [
    '--package-lock-only',
    '--ignore-scripts',
    '--offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const { status } = spawnSync('npm', ['install', ...options], {
    cwd: workspaceRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  return status === 0
}
