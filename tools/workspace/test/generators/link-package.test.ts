import { readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { linkPackage } from '../../src/generators/connector/link-package.ts'

const repository = (dependencies: Readonly<Record<string, string>>) => ({
  'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['plugins/*'] }),
  plugins: {
    echo: {
      'package.json': JSON.stringify({ name: '@patchbay/connector-echo', version: '1.0.0', dependencies }),
    },
  },
})

t.test('a new connector is in the lockfile and can be imported by name, without the network', async (t) => {
  const root = t.testdir(repository({}))
  linkPackage(root, 'echo')
  linkPackage(root, 'echo')
  t.equal(readlinkSync(join(root, 'node_modules/@patchbay/connector-echo')), '../../plugins/echo')
  t.match(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')), {
    packages: {
      'plugins/echo': { name: '@patchbay/connector-echo' },
      'node_modules/@patchbay/connector-echo': { resolved: 'plugins/echo', link: true },
    },
  })
})

t.test('where npm fails, it says what to do, and the connector works nevertheless', async (t) => {
  const root = t.testdir(repository({ '@patchbay/never-published': '1.0.0' }))
  const warnings = t.capture(console, 'warn', () => undefined)
  linkPackage(root, 'echo')
  t.match(warnings(), [{ args: [/npm install/] }])
  t.equal(readlinkSync(join(root, 'node_modules/@patchbay/connector-echo')), '../../plugins/echo')
})
