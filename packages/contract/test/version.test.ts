import { readFileSync } from 'node:fs'
import t from 'tap'
import { contractVersion } from '@patchbay/contract'

t.test('the version that connectors are checked against is the one of the package', async (t) => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  t.equal(contractVersion, manifest.version, 'after `changeset version`, bring src/version.ts along')
})
