import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type TracerProviderOptions,
} from '@opentelemetry/sdk-trace'
import type { Settings } from '../../configuration/settings.ts'

type Sampler = NonNullable<TracerProviderOptions['sampler']>

/** The sampler of a name as OpenTelemetry has it for OTEL_TRACES_SAMPLER. */
export function samplerOf(name: Settings['tracesSampler'], share: number): Sampler {
  const ofParent = name.startsWith('parentbased_')
  const kind = ofParent ? name.slice('parentbased_'.length) : name
  const root: Sampler =
    kind === 'traceidratio'
      ? new TraceIdRatioBasedSampler(share)
      : kind === 'always_off'
        ? new AlwaysOffSampler()
        : new AlwaysOnSampler()
  return ofParent ? new ParentBasedSampler({ root }) : root
}
