import { stringify } from 'yaml'
import { agentsAndTasks } from './grafana/agents-and-tasks.ts'
import { connector } from './grafana/connector.ts'
import type { Dashboard } from './grafana/dashboard.ts'
import { limits } from './grafana/limits.ts'
import { overviewOf } from './grafana/overview.ts'
import { runtime } from './grafana/runtime.ts'
import { objectiveGroups } from './objectives.ts'
import { burnGroups } from './prometheus/burn-alerts.ts'
import { causeGroup } from './prometheus/cause-alerts.ts'
import { recordingGroups } from './prometheus/recording-rules.ts'
import type { RuleFile } from './prometheus/rule.ts'
import { workspaceObjectives } from './workspace-objectives.ts'

const groups = objectiveGroups(await workspaceObjectives())

export const dashboards: readonly Dashboard[] = [
  overviewOf(groups),
  connector,
  limits,
  runtime,
  agentsAndTasks,
]

export const recordingRules: RuleFile = { groups: recordingGroups(groups) }
export const alertRules: RuleFile = { groups: [...burnGroups(groups), causeGroup] }

const notice = '# Written by `npm run deploy:generate`; change tools/deploy/src instead.\n'

const yaml = (value: unknown): string => notice + stringify(value, { lineWidth: 0 })

/** Every generated file of this package, by its path in it. */
export const files: ReadonlyMap<string, string> = new Map([
  ...dashboards.map((one) => [`grafana/${one.uid}.json`, `${JSON.stringify(one, null, 2)}\n`] as const),
  ['prometheus/recording-rules.yaml', yaml(recordingRules)],
  ['prometheus/alert-rules.yaml', yaml(alertRules)],
])
