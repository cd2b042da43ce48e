import { existsSync, readFileSync } from 'node:fs'
import { connectorReference, withReference } from '@patchbay/runtime'
import type { Test } from 'tap'
import type { Harness } from './harness.ts'

/** The README holds the reference that the connector's own definition gives. */
export async function checkDocumentation(t: Test, { description }: Harness, folder: URL): Promise<void> {
  const readme = new URL('README.md', `${folder.href.replace(/\/$/, '')}/`)
  if (!t.ok(existsSync(readme), 'there is a README.md')) return
  const text = readFileSync(readme, 'utf8')
  const current = withReference(text, connectorReference(description))
  t.ok(current !== undefined, 'README.md has a place for the reference')
  t.equal(
    text,
    current,
    'the reference in README.md is current: `npm run patchbay -- reference <folder>` writes it',
  )
}
