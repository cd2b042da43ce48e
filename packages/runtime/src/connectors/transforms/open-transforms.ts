import { availableParallelism } from 'node:os'
import type { Registry } from 'prom-client'
import { inMilliseconds } from '../../configuration/durations.ts'
import type { Settings } from '../../configuration/settings.ts'
import { registerTransformMetrics } from './transform-metrics.ts'
import { createTransformRunner, type TransformRunner } from './transform-runner.ts'

/** Makes the runner of a connector's transforms; closed by the connector's host. */
export type Transforms = (connector: string) => TransformRunner

export function openTransforms(settings: Settings, registry: Registry): Transforms {
  const metricsOf = registerTransformMetrics(registry)
  const options = {
    // One core stays for the thread that serves calls.
    threads: Math.max(1, Math.min(settings.transformThreads, availableParallelism() - 1)),
    queue: settings.transformQueue,
    memory: settings.transformMemory,
    idle: inMilliseconds(settings.transformIdle),
    inlinePlain: settings.transformInlinePlain,
    inlineBytes: settings.transformInlineBytes,
  }
  return (connector) => createTransformRunner(options, metricsOf(connector))
}
