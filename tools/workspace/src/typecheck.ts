import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// `node typecheck.ts <root>`: checks the types of one package, tests included. A package keeps no configuration
// of its own for its tests, so one that extends tsconfig.test.json is written where nobody has to look at it.
const [root] = process.argv.slice(2)
if (root === undefined) throw new Error('Name the folder of a package, such as packages/contract.')

const workspaceRoot = join(import.meta.dirname, '../../..')
const folder = join(workspaceRoot, 'node_modules/.cache/patchbay/typecheck')
const configuration = join(folder, `${root.replaceAll('/', '-')}.json`)
mkdirSync(folder, { recursive: true })
writeFileSync(
  configuration,
  JSON.stringify({
    extends: join(workspaceRoot, 'tsconfig.test.json'),
    include: ['src', 'test'].map((part) => join(workspaceRoot, root, part)),
  }),
)

const compiler = join(workspaceRoot, 'node_modules/typescript/lib/tsc.js')
const { status } = spawnSync(process.execPath, [compiler, '-p', configuration], {
  cwd: workspaceRoot,
  stdio: 'inherit',
})
process.exit(status ?? 1)
