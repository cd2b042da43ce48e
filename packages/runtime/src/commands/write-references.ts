import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectorReference, withReference } from '../connectors/connector-reference.ts'
import { inspectConnectors } from './inspect-connectors.ts'

export interface WrittenReferences {
  /** Paths of the files that have changed. */
  readonly written: readonly string[]
  /** Why others could not be written. */
  readonly problems: readonly string[]
}

/** Writes the tables of these connectors into their READMEs. References are those of PATCHBAY_CONNECTORS. */
export async function writeReferences(references: string): Promise<WrittenReferences> {
  const { registry, sources } = await inspectConnectors(references)
  const written: string[] = []
  const problems: string[] = []
  for (const { host } of registry.loaded) {
    const readme = join(sources.get(host) ?? '.', 'README.md')
    const text = existsSync(readme) ? readFileSync(readme, 'utf8') : ''
    const anew = withReference(text, connectorReference(host.description))
    if (anew === undefined) problems.push(`${readme} has no place for the reference`)
    else if (anew !== text) {
      writeFileSync(readme, anew)
      written.push(readme)
    }
  }
  problems.push(...registry.quarantined.map(({ id, reason }) => `${id} is quarantined: ${reason}`))
  return { written, problems }
}
