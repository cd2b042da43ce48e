// Runs before `npm start` and `npm test`, under whatever Node the shell has (20.11 or newer): builds the console when
// that has not happened yet, or when its sources have changed since. With `--optional`, a failed build is only told of.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'packages/console')
const stamp = join(root, 'node_modules/.patchbay-console')
// Generated are types alone: a build neither reads nor needs them.
const notSources = /(^|[\\/])(dist|node_modules|test|generated)([\\/]|$)/

/** The files below a folder, in an order that is the same everywhere. */
const sourcesIn = (parent) =>
  existsSync(parent)
    ? readdirSync(parent, { recursive: true })
        .map((path) => String(path))
        .filter((path) => !notSources.test(path) && statSync(join(parent, path)).isFile())
        .toSorted()
    : []

/** Changes with every file that the build reads, those of our own packages included. */
function fingerprint() {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  const own = Object.keys({ ...dependencies, ...devDependencies })
    .filter((name) => name.startsWith('@patchbay/'))
    .map((name) => join(root, 'packages', name.slice('@patchbay/'.length)))
  const digest = createHash('sha256')
  for (const parent of [folder, ...own.toSorted()]) {
    for (const path of sourcesIn(parent)) {
      const content = readFileSync(join(parent, path))
      digest.update(`${path.replaceAll('\\', '/')} ${content.length}\n`).update(content)
    }
  }
  return digest.digest('hex')
}

if (existsSync(join(folder, 'package.json'))) {
  const wanted = fingerprint()
  const built = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (built !== wanted || !existsSync(join(folder, 'dist/index.html'))) {
    console.error('Building the console (once per change of it)…')
    rmSync(stamp, { force: true })
    // npm finds the Node that the lockfile brings, whatever this one is.
    const { status } = spawnSync('npm', ['exec', '--no', '--', 'vite', 'build', '--logLevel', 'warn'], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    if (status === 0) {
      mkdirSync(join(root, 'node_modules'), { recursive: true })
      writeFileSync(stamp, wanted)
    } else {
      console.error(
        'The console could not be built; the lines above say why. Everything else works without it.',
      )
      if (!process.argv.includes('--optional')) process.exit(status ?? 1)
    }
  }
}
