import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'

const root = join(import.meta.dirname, '../../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

t.test('the README lists every setting as its schema has it', async (t) => {
  const main = join(root, 'packages/runtime/src/main.ts')
  const table = execFileSync(process.execPath, ['--conditions=@patchbay/source', main, 'config'], {
    cwd: root,
    encoding: 'utf8',
  }).trim()
  t.ok(
    read('README.md').includes(table),
    'settings are current: `npm run patchbay -- config --write README.md`',
  )
})

t.test('the README begins with the two commands', async (t) => {
  const [first] = /```sh\n([^`]*)```/.exec(read('README.md'))?.slice(1) ?? []
  t.match(first, /^npm start .*\nnpm test /)
})

t.test('links in documents lead to files that exist', async (t) => {
  const documents = globSync(['*.md', 'docs/**/*.md', 'packages/*/README.md', 'plugins/*/README.md'], {
    cwd: root,
  })
  t.ok(documents.includes('README.md'))
  for (const document of documents) {
    for (const [, target = ''] of read(document).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(target)) continue
      t.ok(existsSync(join(root, dirname(document), target)), `${document} → ${target}`)
    }
  }
})
