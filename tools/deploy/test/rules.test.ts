import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { stringify } from 'yaml'
import { defaultObjectives, objectiveGroups } from '../src/objectives.ts'
import { alertRules, recordingRules } from '../src/files.ts'
import { burnGroups, burns } from '../src/prometheus/burn-alerts.ts'
import { recordingGroups } from '../src/prometheus/recording-rules.ts'
import { promtool } from './support/promtool.ts'

const rules = ['recording-rules', 'alert-rules'].map((name) =>
  fileURLToPath(new URL(`../prometheus/${name}.yaml`, import.meta.url)),
)

/** An alert reads what was recorded in the same moment. */
const groupOrder = [...recordingRules.groups, ...alertRules.groups].map(({ name }) => name)

interface Case {
  readonly name: string
  /** Values of one minute each, in the notation of promtool. */
  readonly series: ReadonlyArray<readonly [string, string]>
  readonly at: string
  readonly alert: string
  /** Pairs of severity and rate that fire. */
  readonly firing: ReadonlyArray<readonly ['page' | 'ticket', string]>
}

/**
 * Plays series through the rules, and expects these alerts. promtool is asked once for all, for it takes long to start,
 * and evaluates no more often than it must: rules over days read all of these days each time.
 */
async function play(t: Test, every: '5m' | '1h' | '24h', cases: readonly Case[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-rules-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'test.yaml')
  const tests = cases.map(({ name, series, at, alert, firing }) => ({
    name,
    interval: '1m',
    input_series: series.map(([one, values]) => ({ series: one, values })),
    // Which alerts fire, not what they say.
    promql_expr_test: [
      {
        expr: `count by (severity, burn_rate, long_window, short_window) (ALERTS{alertname="${alert}",alertstate="firing"})`,
        eval_time: at,
        exp_samples: firing.map(([severity, rate]) => ({ labels: labelsOf(severity, rate), value: 1 })),
      },
    ],
  }))
  await writeFile(
    file,
    stringify({ rule_files: rules, evaluation_interval: every, group_eval_order: groupOrder, tests }),
  )
  await t.resolves(promtool('test', 'rules', file), cases.map(({ name }) => name).join('; '))
}

function labelsOf(severity: string, rate: string): string {
  const burn = burns.find((one) => String(one.rate) === rate)
  const windows = burn && `,burn_rate="${rate}",long_window="${burn.long}",short_window="${burn.short}"`
  return `{severity="${severity}"${windows ?? ''}}`
}

const calls = (outcome: string, connector = 'gsc'): string =>
  `patchbay_calls_total{connector="${connector}",operation="sites.list",tenant_class="default",outcome="${outcome}"}`
const duration = (part: string): string =>
  `patchbay_call_duration_seconds_${part},connector="gsc",operation="sites.list",tenant_class="default",outcome="ok"}`
const all = [
  ['page', '14.4'],
  ['page', '6'],
  ['ticket', '3'],
  ['ticket', '1'],
] as const
const tickets = all.slice(2)

t.test('promtool finds nothing wrong with the rules', async (t) => {
  const said = await promtool('check', 'rules', ...rules)
  t.equal(said.match(/SUCCESS: \d+ rules found/g)?.length, 2, said)
})

t.test(
  'availability is paged for where the budget burns fast, and a ticket where it burns slowly',
  async (t) => {
    const alert = 'PatchbayAvailabilityBurning'
    // 0.5 % may fail, as this connector promises. Of 100 calls a minute 10 do: twenty times as many.
    const failing = (
      name: string,
      well: number,
      outcome: string,
      ill: number,
      firing: Case['firing'],
    ): Case => ({
      name,
      series: [
        [calls('ok'), `0+${well}x4400`],
        [calls(outcome), `0+${ill}x4400`],
      ],
      at: '72h',
      alert,
      firing,
    })
    await play(t, '24h', [
      failing('10 %', 90, 'vendor_error', 10, all),
      failing('2 %', 98, 'internal', 2, tickets),
      failing('0.3 %', 997, 'internal', 3, []),
      failing('faults of callers', 50, 'invalid_input', 50, []),
    ])
    const over = [
      [calls('ok'), '0+90x59 5400+100x60'],
      [calls('vendor_error'), '0+10x59 600+0x60'],
    ] as const
    await play(t, '5m', [
      {
        name: 'a connector without a failure',
        series: [[calls('ok'), '0+100x100']],
        at: '90m',
        alert,
        firing: [],
      },
      { name: 'a page ends soon after its cause', series: over, at: '90m', alert, firing: tickets },
      {
        // 0.7 % fail: more than 0.5 %, and less than the 1 % that connectors promise that say nothing.
        name: 'a connector that promises nothing by itself',
        series: [
          [calls('ok', 'other'), '0+993x400'],
          [calls('internal', 'other'), '0+7x400'],
        ],
        at: '6h',
        alert,
        firing: [],
      },
      {
        name: 'as many failures of one that promises more',
        series: [
          [calls('ok'), '0+993x400'],
          [calls('internal'), '0+7x400'],
        ],
        at: '6h',
        alert,
        firing: [['ticket', '1']],
      },
    ])
  },
)

t.test('latency is judged by the bucket of the threshold that the connector promises', async (t) => {
  const alert = 'PatchbayLatencyBurning'
  const slow = (name: string, quick: number, firing: Case['firing']): Case => ({
    name,
    series: [
      [calls('ok'), '0+100x400'],
      [duration('count{job="p"'), '0+100x400'],
      [duration('bucket{job="p",le="2.5"'), `0+${quick}x400`],
      [duration('bucket{job="p",le="5"'), '0+100x400'],
    ],
    at: '6h',
    alert,
    firing,
  })
  await play(t, '1h', [slow('all are slow', 0, all), slow('4 % are slow', 96, [])])
})

t.test('freshness is judged by the answers that stand in', async (t) => {
  const stale = 'patchbay_cache_results_total{connector="gsc",operation="sites.list",status="stale"}'
  const old = (name: string, count: number, firing: Case['firing']): Case => ({
    name,
    series: [[calls('ok'), '0+100x400'], ...(count === 0 ? [] : [[stale, `0+${count}x400`] as const])],
    at: '6h',
    alert: 'PatchbayFreshnessBurning',
    firing,
  })
  await play(t, '1h', [
    old('20 % are old', 20, all),
    old('2 % are old', 2, [['ticket', '1']]),
    old('none is old', 0, []),
  ])
})

t.test('causes fire by themselves', async (t) => {
  const causes: Array<[string, string, string, 'page' | 'ticket']> = [
    ['PatchbayBreakerOpen', 'patchbay_breakers{connector="gsc",state="open"}', '1x30', 'ticket'],
    ['PatchbayConnectorQuarantined', 'patchbay_connector_up{connector="gsc"}', '0x30', 'page'],
    [
      'PatchbaySheddingLoad',
      'patchbay_requests_shed_total{reason="in_flight",instance="a"}',
      '0+60x30',
      'page',
    ],
    ['PatchbayStoreAway', 'patchbay_store_up{instance="a"}', '0x30', 'page'],
    ['PatchbaySharedStateAway', 'patchbay_shared_state_up{instance="a"}', '0x30', 'page'],
    [
      'PatchbayConnectionFailing',
      'patchbay_connections{connector="gsc",state="reauthorize"}',
      '2x30',
      'ticket',
    ],
    ['PatchbayLimitExhausted', 'patchbay_limit_left_ratio{connector="gsc",limit="day"}', '0.01x30', 'ticket'],
    ['PatchbaySpansLost', 'patchbay_spans_total{outcome="failed",instance="a"}', '0+60x40', 'ticket'],
    ['PatchbaySpansLost', 'patchbay_spans_dropped_total{instance="a"}', '0+60x40', 'ticket'],
  ]
  const alert = 'PatchbayConnectorSupportEnding'
  const end = 'patchbay_connector_support_end_seconds{connector="gsc"}'
  await play(t, '5m', [
    ...causes.map(([cause, series, values, severity]): Case => ({
      name: `${cause} by ${series}`,
      series: [[series, values]],
      at: '28m',
      alert: cause,
      firing: [[severity, '']],
    })),
    { name: 'support', series: [[end, '1000000x200']], at: '2h', alert, firing: [['ticket', '']] },
    { name: 'support is long', series: [[end, '9000000x200']], at: '2h', alert, firing: [] },
  ])
})

t.test('connectors with objectives of their own have rules of their own', async (t) => {
  const own = { availability: 0.999, latency: { target: 0.99, threshold: 10 }, freshness: 0.9 }
  const groups = objectiveGroups({ shop: own, ga4: own, other: defaultObjectives })
  for (const group of Object.values(groups)) {
    t.match(group, [
      { matcher: 'connector!~"ga4|shop"' },
      { matcher: 'connector=~"ga4|shop"', objectives: own },
    ])
  }
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-rules-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'rules.yaml')
  await writeFile(file, stringify({ groups: [...recordingGroups(groups), ...burnGroups(groups)] }))
  // By its lint, two rules of one name are one too many; these never give the same series.
  t.match(await promtool('check', 'rules', '--lint=none', file), /SUCCESS/)
})
