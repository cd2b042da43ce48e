import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createFinder, newCanary } from '../src/at-rest/canaries.ts'
import { scanFolder } from '../src/at-rest/scan-folder.ts'

t.test('a canary is found however it is written, in any file', async (t) => {
  const canary = newCanary('one')
  const { text } = canary
  const forms: Readonly<Record<string, Buffer>> = {
    'as it is': Buffer.from(`\u0000\u00ff${text}\u0001`),
    hex: Buffer.from(`x${Buffer.from(text).toString('hex')}`),
    'base64 at 1': Buffer.from(Buffer.from(`a${text}`).toString('base64')),
    'base64 at 2': Buffer.from(Buffer.from(`ab${text}`).toString('base64')),
    'base64 for URLs': Buffer.from(Buffer.from(`abc${text}def`).toString('base64url')),
    'UTF-16': Buffer.from(text, 'utf16le'),
  }
  const folder = t.testdir()
  mkdirSync(join(folder, 'deep'))
  for (const [name, bytes] of Object.entries(forms)) writeFileSync(join(folder, 'deep', name), bytes)
  writeFileSync(join(folder, 'other'), newCanary('other').text)
  writeFileSync(join(folder, 'left-out'), text)
  const { files, hits } = scanFolder(folder, createFinder([canary]), ['left-out'])
  t.equal(files, Object.keys(forms).length + 1)
  t.same(
    hits.map(({ where }) => where).toSorted(),
    Object.keys(forms)
      .map((name) => join('deep', name))
      .toSorted(),
  )
})
