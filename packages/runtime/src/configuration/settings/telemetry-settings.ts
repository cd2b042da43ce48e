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
  tenantClasses: fromEnvironment(
    'PATCHBAY_TENANT_CLASSES',
    Type.String({
      description:
        'Classes by which the metrics of calls tell tenants apart: pairs such as `acme=gold,bravo=gold`, of at most 16 classes. Who is not named is of the class `default`.',
      default: '',
    }),
  ),
  metricSeries: fromEnvironment(
    'PATCHBAY_METRIC_SERIES',
    Type.Integer({
      description:
        'Most sets of labels of one metric of durations; what comes after them is counted as `other`, and patchbay_metric_series_capped says so.',
      default: 5_000,
      minimum: 100,
    }),
  ),
  otlpEndpoint: fromEnvironment(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    Type.Optional(
      Type.String({
        description:
          'Collector that traces are sent to by OTLP over HTTP in protobuf, such as http://localhost:4318; `/v1/traces` is put behind it. Without it there are no traces.',
        minLength: 1,
      }),
    ),
  ),
  otlpHeaders: fromEnvironment(
    'OTEL_EXPORTER_OTLP_HEADERS',
    Type.Optional(
      Type.String({
        description: 'Headers for the collector: pairs such as `api-key=abc,team=core`.',
        minLength: 1,
      }),
    ),
  ),
  serviceName: fromEnvironment(
    'OTEL_SERVICE_NAME',
    Type.String({ description: 'What traces call this server.', default: 'patchbay', minLength: 1 }),
  ),
  tracesSampler: fromEnvironment(
    'OTEL_TRACES_SAMPLER',
    Type.Union(
      [
        'always_on',
        'always_off',
        'traceidratio',
        'parentbased_always_on',
        'parentbased_always_off',
        'parentbased_traceidratio',
      ].map((name) => Type.Literal(name)),
      {
        description:
          'Which traces are kept. Those named `parentbased_` keep what the caller keeps, and decide themselves only where a trace begins here.',
        default: 'parentbased_always_on',
      },
    ),
  ),
  tracesSamplerArgument: fromEnvironment(
    'OTEL_TRACES_SAMPLER_ARG',
    Type.Number({
      description: 'Share of traces that a sampler by `traceidratio` keeps, 0 to 1.',
      default: 1,
      minimum: 0,
      maximum: 1,
    }),
  ),
  traceForwarding: fromEnvironment(
    'PATCHBAY_TRACE_FORWARDING',
    Type.String({
      description:
        'Origins of vendors, with commas between them, that are sent `traceparent` and `tracestate` where traces are made. None by default: the ids would let third parties link the requests of your callers.',
      default: '',
    }),
  ),
}
