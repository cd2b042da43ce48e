import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** What is told about calls. */
export const telemetrySettings = {
  logLevel: fromEnvironment(
    'LOG_LEVEL',
    Type.Union(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)),
      { description: 'Least severe level that is logged.', default: 'info' },
    ),
  ),
  logSample: fromEnvironment(
    'PATCHBAY_LOG_SAMPLE',
    Type.Number({
      description:
        'Share of successful calls that get a log line, 0 to 1; failures and slow calls always do.',
      default: 1,
      minimum: 0,
      maximum: 1,
    }),
  ),
  logSampleHits: fromEnvironment(
    'PATCHBAY_LOG_SAMPLE_HITS',
    Type.Number({
      description:
        'The same share for calls that are answered from the cache, which cost less than their line; PATCHBAY_LOG_SAMPLE is the most.',
      default: 0.01,
      minimum: 0,
      maximum: 1,
    }),
  ),
  slowCall: fromEnvironment(
    'PATCHBAY_SLOW_CALL',
    Duration('A call that took longer is always logged.', '5s'),
  ),
}
