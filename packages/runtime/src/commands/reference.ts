import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { createSchemaCompiler } from '../calls/schema-compiler.ts'
import { defaultSettings } from '../configuration/read-settings.ts'
import { connectorReference, withReference } from '../connectors/connector-reference.ts'
import { loadConnectors } from '../connectors/load-connectors.ts'
import { inlineRunner } from '../connectors/transforms/transform-runner.ts'
import { createMetrics } from '../telemetry/metrics.ts'

/** Writes the reference tables into the READMEs of the connectors in the given folders. Default: `./plugins/*`. */
export async function run(references: readonly string[]): Promise<void> {
  const { registry, sources } = await loadConnectors({
    references: references.join(',') || defaultSettings().connectors,
    baseFolder: process.cwd(),
    timeout: 10_000,
    callTimeoutMax: 60_000,
    compiler: createSchemaCompiler(),
    metrics: createMetrics(),
    transforms: () => inlineRunner,
    log: pino({ level: 'error' }),
  })
  for (const { host } of registry.loaded) {
    const readme = join(sources.get(host) ?? '.', 'README.md')
    const text = existsSync(readme) ? readFileSync(readme, 'utf8') : ''
    const written = withReference(text, connectorReference(host.description))
    if (written === undefined) {
      console.error(`${readme} has no place for the reference; see plugins/*/README.md for the two comments.`)
      process.exitCode = 1
    } else if (written !== text) {
      writeFileSync(readme, written)
      console.log(`${readme} written`)
    }
  }
  for (const { id, reason } of registry.quarantined) {
    console.error(`${id} is quarantined: ${reason}`)
    process.exitCode = 1
  }
}
