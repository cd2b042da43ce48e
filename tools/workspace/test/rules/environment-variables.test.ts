import t from 'tap'
import { environmentVariables } from '../../src/rules/environment-variables.ts'
import { imaginaryWorkspace } from '../imaginary-workspace.ts'

const faultsOf = (path: string, source: string) =>
  environmentVariables(
    imaginaryWorkspace({
      'packages/runtime/src/configuration/settings.ts':
        "export const schema = { ...server, port: ['PORT'] } // NODE_ENV decides the default",
      'packages/runtime/src/configuration/settings/server.ts':
        "export const server = { key: ['PATCHBAY_ADMIN_KEY'] }",
      [path]: source,
    }),
  )

t.test('only the configuration reads the environment', async (t) => {
  const configuration = 'packages/runtime/src/configuration/read.ts'
  const reads = ['process.env.PORT', 'process?.env', "import { env } from 'node:process'"]
  for (const source of reads) {
    t.match(faultsOf('packages/runtime/src/http/server.ts', source), [/reads the environment/], source)
    t.match(faultsOf('plugins/echo/src/index.ts', source), [/reads the environment/], source)
    t.same(faultsOf(configuration, source), [])
    t.same(faultsOf('tools/bench/src/main.ts', source), [])
  }
  t.same(faultsOf('packages/console/src/copy.ts', '`key: process.env.PATCHBAY_ADMIN_KEY`'), [])
  t.same(faultsOf('packages/test-servers/src/find.ts', 'process.env.PATH'), [])
  t.same(faultsOf('packages/runtime/src/process.ts', 'process.exit(environments.length)'), [])
})

t.test('what the configuration reads is named in the schema', async (t) => {
  const path = 'packages/runtime/src/configuration/read.ts'
  t.same(faultsOf(path, "environment['PORT'] ?? environment['NODE_ENV']"), [])
  t.match(faultsOf(path, "environment['SECRET_SWITCH']"), [/names SECRET_SWITCH/])
  t.match(faultsOf(path, 'process.env.SECRET_SWITCH'), [/names SECRET_SWITCH/])
})

t.test('nobody speaks of a variable of ours that does not exist', async (t) => {
  // Put together here, so that no text of this repository names them.
  const [known, unknown] = ['PATCHBAY_ADMIN_KEY', ['PATCHBAY', 'WISH'].join('_')]
  t.same(faultsOf('CONTRIBUTING.md', `Set ${known}.`), [])
  t.match(faultsOf('CONTRIBUTING.md', `Set ${unknown}.`), [`CONTRIBUTING.md names ${unknown}`])
  t.match(faultsOf('packages/runtime/src/app.ts', `'set ${unknown}'`), [`names ${unknown}`])
})
