// Runs before everything that looks at types: makes the types of `@patchbay/client` from the runtime and the connectors
// when they, or what makes them, have changed since. Nothing of it is kept in git.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const output = 'packages/client/src/generated'
const stamp = join(root, output, '.stamp')
const document = join(root, 'node_modules/.cache/patchbay/openapi.json')

const inputs = [
  'package-lock.json',
  'tools/setup/ensure-generated.mjs',
  'packages/client/src/generator/**/*.ts',
  'packages/{contract,emulator,google,runtime}/{package.json,src/**/*}',
  'plugins/*/{package.json,src/**/*,assets/**/*}',
]
const digest = createHash('sha256')
for (const path of globSync(inputs, { cwd: root, exclude: (name) => name === 'node_modules' }).toSorted()) {
  if (/\.\w+$/.test(path)) digest.update(`${path}\0`).update(readFileSync(join(root, path)))
}
const wanted = digest.digest('hex')
const made = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''

if (made !== wanted) {
  console.error('Generating the types of @patchbay/client (once per change of the API)…')
  mkdirSync(join(document, '..'), { recursive: true })
  run('packages/runtime/src/main.ts', 'openapi', '--write', document)
  run('packages/client/src/generator/main.ts', 'generate', '--document', document, '--out', output)
  writeFileSync(stamp, wanted)
}

/** In an environment without settings, so that the same sources give the same types everywhere. */
function run(...program) {
  const { status } = spawnSync(process.execPath, ['--conditions=@patchbay/source', ...program], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}
