import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { stringify } from 'yaml'
import { findServerProgram } from '@patchbay/test-servers'
import { objectiveGroups } from '../src/objectives.ts'
import { burnGroups, burns } from '../src/prometheus/burn-alerts.ts'
import { recordingGroups } from '../src/prometheus/recording-rules.ts'

const run = promisify(execFile)
const rules = ['recording-rules', 'alert-rules'].map((name) =>
  fileURLToPath(new URL(`../prometheus/${name}.yaml`, import.meta.url)),
)

const promtool = () =>
  findServerProgram({
    name: 'prometheus',
    path: 'usr/bin/promtool',
    packages: ['prometheus'],
    advice:
      'promtool is needed to check rules, and none was found: install Prometheus so that it is on PATH.',
  })

/** What promtool says of it; rejects with its complaint. */
async function tool(...parameters: string[]): Promise<string> {
  const { path, environment } = await promtool()
  try {
    const { stdout, stderr } = await run(path, parameters, { env: { ...process.env, ...environment } })
    return stdout + stderr
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
    throw new Error(`${stdout}\n${stderr}`, { cause: error })
  }
}

interface Expected {
  readonly alert: string
  /** Pairs of severity and rate that fire. */
  readonly firing: ReadonlyArray<readonly ['page' | 'ticket', string]>
}

/** Plays series of one minute each through the rules, and expects these alerts at this time. */
async function play(
  t: Test,
  name: string,
  series: ReadonlyArray<readonly [string, string]>,
  at: string,
  { alert, firing }: Expected,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-rules-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'test.yaml')
  const windows = new Map(burns.map((burn) => [String(burn.rate), [burn.long, burn.short]]))
  await writeFile(
    file,
    stringify({
      rule_files: rules,
      evaluation_interval: '5m',
      tests: [
        {
          interval: '1m',
          input_series: series.map(([one, values]) => ({ series: one, values })),
          // Which alerts fire, not what they say.
          promql_expr_test: [
            {
              expr: `count by (severity, burn_rate, long_window, short_window) (ALERTS{alertname="${alert}",alertstate="firing"})`,
              eval_time: at,
              exp_samples: firing.map(([severity, rate]) => {
                const [long, short] = windows.get(rate) ?? ['', '']
                const burn =
                  long === '' ? '' : `,burn_rate="${rate}",long_window="${long}",short_window="${short}"`
                return { labels: `{severity="${severity}"${burn}}`, value: 1 }
              }),
            },
          ],
        },
      ],
    }),
  )
  await t.resolves(tool('test', 'rules', file), name)
}

const calls = (outcome: string): string =>
  `patchbay_calls_total{connector="gsc",operation="sites.list",tenant_class="default",outcome="${outcome}"}`
const duration = (part: string): string =>
  `patchbay_call_duration_seconds_${part},connector="gsc",operation="sites.list",tenant_class="default",outcome="ok"}`
const burning = 'PatchbayAvailabilityBurning'

t.test('promtool finds nothing wrong with the rules', async (t) => {
  const said = await tool('check', 'rules', ...rules)
  t.equal(said.match(/SUCCESS: \d+ rules found/g)?.length, 2, said)
})

t.test(
  'availability is paged for where the budget burns fast, and a ticket where it burns slowly',
  async (t) => {
    // 0.5 % may fail. Of 100 calls a minute 10 do: twenty times as many.
    const fast: Expected = {
      alert: burning,
      firing: [
        ['page', '14.4'],
        ['page', '6'],
        ['ticket', '3'],
        ['ticket', '1'],
      ],
    }
    await play(
      t,
      '10 %',
      [
        [calls('ok'), '0+90x4400'],
        [calls('vendor_error'), '0+10x4400'],
      ],
      '72h',
      fast,
    )
    const slow: Expected = {
      alert: burning,
      firing: [
        ['ticket', '3'],
        ['ticket', '1'],
      ],
    }
    await play(
      t,
      '2 %',
      [
        [calls('ok'), '0+98x4400'],
        [calls('internal'), '0+2x4400'],
      ],
      '72h',
      slow,
    )
    await play(
      t,
      '0.3 %',
      [
        [calls('ok'), '0+997x4400'],
        [calls('internal'), '0+3x4400'],
      ],
      '72h',
      { alert: burning, firing: [] },
    )
    await play(
      t,
      'faults of callers',
      [
        [calls('ok'), '0+50x4400'],
        [calls('invalid_input'), '0+50x4400'],
      ],
      '72h',
      { alert: burning, firing: [] },
    )
    await play(t, 'a connector without a failure', [[calls('ok'), '0+100x100']], '90m', {
      alert: burning,
      firing: [],
    })
    const over = [
      [calls('ok'), '0+90x59 5400+100x60'],
      [calls('vendor_error'), '0+10x59 600+0x60'],
    ] as const
    await play(t, 'a page ends soon after its cause', over, '90m', {
      alert: burning,
      firing: [
        ['ticket', '3'],
        ['ticket', '1'],
      ],
    })
  },
)

t.test('latency is judged by the bucket of its threshold', async (t) => {
  const alert = 'PatchbayLatencyBurning'
  const series = (quick: number, all: number) =>
    [
      [calls('ok'), `0+${all}x400`],
      [duration('count{job="p"'), `0+${all}x400`],
      [duration('bucket{job="p",le="2.5"'), `0+${quick}x400`],
    ] as const
  await play(t, 'all are slow', series(0, 100), '6h', {
    alert,
    firing: [
      ['page', '14.4'],
      ['page', '6'],
      ['ticket', '3'],
      ['ticket', '1'],
    ],
  })
  await play(t, '4 % are slow', series(96, 100), '6h', { alert, firing: [] })
})

t.test('causes fire by themselves', async (t) => {
  const cases: Array<[string, string, string, 'page' | 'ticket']> = [
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
  ]
  for (const [alert, series, values, severity] of cases) {
    await play(t, alert, [[series, values]], '28m', { alert, firing: [[severity, '']] })
  }
  const end = 'patchbay_connector_support_end_seconds{connector="gsc"}'
  await play(t, 'support', [[end, '1000000x200']], '2h', {
    alert: 'PatchbayConnectorSupportEnding',
    firing: [['ticket', '']],
  })
  await play(t, 'support is long', [[end, '9000000x200']], '2h', {
    alert: 'PatchbayConnectorSupportEnding',
    firing: [],
  })
})

t.test('connectors with objectives of their own have rules of their own', async (t) => {
  const own = { availability: 0.999, latency: { target: 0.99, threshold: 10 } }
  const groups = objectiveGroups({ ga4: own })
  t.match(groups, [{ matcher: 'connector!~"ga4"' }, { matcher: 'connector="ga4"', objectives: own }])
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-rules-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'rules.yaml')
  await writeFile(file, stringify({ groups: [...recordingGroups(groups), ...burnGroups(groups)] }))
  // By its lint, two rules of one name are one too many; these never give the same series.
  t.match(await tool('check', 'rules', '--lint=none', file), /SUCCESS/)
})
