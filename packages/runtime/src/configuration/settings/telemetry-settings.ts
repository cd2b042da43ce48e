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
        'Share of successful calls that get a log line, 0 to 1; failures and slow calls always do, and the metrics count all.',
      default: 0.01,
      minimum: 0,
      maximum: 1,
    }),
  ),
  slowCall: fromEnvironment(
    'PATCHBAY_SLOW_CALL',
    Duration('A call that took longer is always logged.', '5s'),
  ),
  callMinutesKept: fromEnvironment(
    'PATCHBAY_CALL_MINUTES_KEPT',
    Duration(
      'How long it is known minute by minute what calls came to, which statistics, objectives and the health of connectors are worked out from; 1d at the least. Hour by hour it is known for good.',
      '2d',
    ),
  ),
}
