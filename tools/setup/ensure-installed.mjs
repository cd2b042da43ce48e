// Runs before `npm start` and `npm test`, under whatever Node the shell has (20.11 or newer): installs from the
// lockfile when that has not happened yet, or when the lockfile asks for something else since.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const stamp = join(root, 'node_modules/.patchbay-installed')

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
const entries = Object.entries(packages).filter(([path]) => path.includes('node_modules/'))
// Our own packages are links. A new one needs its link, not a new installation of everything else.
const links = entries.filter(([, { link }]) => link).map(([path]) => path)
const wanted = createHash('sha256')
  .update(JSON.stringify(entries.filter(([, { link }]) => !link)))
  .digest('hex')
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''

if (installed !== wanted || !links.every((path) => existsSync(join(root, path)))) {
  console.error('Installing dependencies (once per lockfile)…')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('`npm ci` failed. Check that the npm registry is reachable, then run the command again.')
    process.exit(status ?? 1)
  }
  writeFileSync(stamp, wanted)
}
