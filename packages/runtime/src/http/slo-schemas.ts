import { Type, type Static } from '@sinclair/typebox'
import { burnWindowNames } from '../objectives/burn-rates.ts'
import { latencyBounds } from '../objectives/latency-bounds.ts'
import type { MeasuredObjective } from '../objectives/measure-objectives.ts'
import { objectiveKinds } from '../objectives/objective.ts'

const orNull = { nullable: true }
const Share = { minimum: 0, maximum: 1 }

export const ObjectiveKindSchema = Type.Unsafe<(typeof objectiveKinds)[number]>({
  type: 'string',
  enum: [...objectiveKinds],
  description:
    'What is promised: that calls succeed, that they are answered in time, that answers are not stale.',
})

export const ObjectiveSettingSchema = Type.Object(
  {
    target: Type.Number({
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      description: 'Share that has to be good, such as 0.995.',
    }),
    threshold: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: `Seconds, of latency alone: one of the bounds that durations are counted by, which are ${latencyBounds}. Default: as it is now.`,
      }),
    ),
  },
  { additionalProperties: false },
)

export const ObjectiveSchema = Type.Object({
  id: Type.String({ description: '`connector:kind`.' }),
  connector: Type.String(),
  kind: ObjectiveKindSchema,
  target: Type.Number({ ...Share, description: 'Share that has to be good.' }),
  threshold: Type.Number({ ...orNull, description: 'Seconds; null but for latency.' }),
  window: Type.Literal('30d', { description: 'Over which the budget is counted.' }),
  source: Type.Unsafe<'default' | 'connector' | 'tenant'>({
    type: 'string',
    enum: ['default', 'connector', 'tenant'],
    description: 'Who says so: the runtime, the author of the connector, or somebody by PUT.',
  }),
  attained: Type.Number({ ...Share, ...orNull, description: 'Share that was good; null without traffic.' }),
  total: Type.Integer({
    description: 'All that is counted: calls or answers, without those that callers spoiled.',
  }),
  good: Type.Integer({ description: 'Those of them that were as promised.' }),
  budget: Type.Object({
    total: Type.Number({ description: 'Bad ones that the target allows, by what has happened so far.' }),
    spent: Type.Integer({ description: 'Bad ones.' }),
    left: Type.Number({
      ...orNull,
      description: 'Share of the budget that is left; below zero where more was spent. Null without traffic.',
    }),
  }),
  burn: Type.Array(
    Type.Object({
      window: Type.Unsafe<(typeof burnWindowNames)[number]>({ type: 'string', enum: [...burnWindowNames] }),
      rate: Type.Number({
        description: '1 spends the budget in exactly 30 days; 14.4 two hundredths of it in an hour.',
      }),
    }),
  ),
  firing: Type.Array(Type.String(), { description: 'Ids of alerts about it that go on.' }),
})

export type ShownObjective = Static<typeof ObjectiveSchema>

export function showObjective(
  { objective, events, attained, budget, burn }: MeasuredObjective,
  firing: readonly string[],
): ShownObjective {
  const { id, connector, kind, target, threshold, source } = objective
  return {
    id,
    connector,
    kind,
    target,
    threshold: (threshold ?? null) as number,
    window: '30d',
    source,
    attained: attained as number,
    ...events,
    budget: { ...budget, left: budget.left as number },
    burn: burnWindowNames.map((window) => ({
      window,
      // Digits that nobody has measured are of the way numbers are kept.
      rate: Number(burn[window].toPrecision(6)),
    })),
    firing: [...firing],
  }
}
