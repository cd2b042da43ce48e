import { pino } from 'pino'
import { schemaCompiler } from '../calls/schema-compiler.ts'
import { inMilliseconds } from '../configuration/durations.ts'
import { defaultSettings } from '../configuration/read-settings.ts'
import { loadConnectors, type LoadResult } from '../connectors/load-connectors.ts'
import { inlineRunner } from '../connectors/transforms/transform-runner.ts'
import { createMetrics } from '../telemetry/metrics.ts'

/** Loads connectors to look at them, without serving them. References are those of PATCHBAY_CONNECTORS. */
export function inspectConnectors(references: string, settings = defaultSettings()): Promise<LoadResult> {
  return loadConnectors({
    references,
    baseFolder: process.cwd(),
    timeout: inMilliseconds(settings.loadTimeout),
    callTimeoutMax: inMilliseconds(settings.callTimeoutMax),
    taskTimeoutMax: inMilliseconds(settings.taskTimeoutMax),
    compiler: schemaCompiler,
    metrics: createMetrics(),
    transforms: () => inlineRunner,
    log: pino({ level: 'silent' }),
  })
}
