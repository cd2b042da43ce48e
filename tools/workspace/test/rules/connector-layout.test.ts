import t from 'tap'
import { connectorLayout } from '../../src/rules/connector-layout.ts'
import { imaginaryWorkspace } from '../imaginary-workspace.ts'

const whole = {
  'plugins/echo/package.json': {},
  'plugins/echo/tsconfig.json': {},
  'plugins/echo/README.md': '',
  'plugins/echo/src/index.ts': '',
  'plugins/echo/test/acceptance.test.ts': '',
}

t.test('lets a whole connector pass, and says nothing about other packages', async (t) => {
  t.same(connectorLayout(imaginaryWorkspace({ ...whole, 'packages/contract/package.json': {} })), [])
})

t.test('names each missing part', async (t) => {
  for (const path of Object.keys(whole).filter((path) => !path.endsWith('package.json'))) {
    const { [path]: _missing, ...rest } = whole as Record<string, string | object>
    const part = path.replace('plugins/echo/', '').replace('acceptance', '*')
    t.same(connectorLayout(imaginaryWorkspace(rest)), [`plugins/echo has no ${part}`])
  }
})
