import { Type, type Static } from '@sinclair/typebox'

const count = (description: string) => Type.Integer({ minimum: 0, description })
const seconds = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })

/** Seconds that a step may have. */
export const steps = [60, 300, 900, 3_600, 21_600, 86_400] as const
export type Step = (typeof steps)[number]

const dimensions = ['connector', 'operation', 'tenant'] as const

export const StatisticsQuerySchema = Type.Object({
  from: Type.Optional(
    Type.String({ format: 'date-time', description: 'Steps from then on. Default: an hour before `to`.' }),
  ),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'And before then. Default: now.' })),
  step: Type.Optional(
    Type.Unsafe<Step>({
      type: 'integer',
      enum: [...steps],
      description:
        'Seconds that each point stands for. Default: the shortest that gives 120 points at the most. Steps below an hour reach back as far as `PATCHBAY_CALL_MINUTES_KEPT`.',
    }),
  ),
  by: Type.Array(Type.Unsafe<(typeof dimensions)[number]>({ type: 'string', enum: [...dimensions] }), {
    default: ['connector'],
    description: 'What has a series of its own.',
  }),
  connector: Type.Optional(Type.String({ description: 'Only that of this connector.' })),
  operation: Type.Optional(Type.String({ description: 'Only that of this operation.' })),
  tenant: Type.Optional(
    Type.String({ description: 'Default: yours. For operators: another one, or `*` for all.' }),
  ),
})

export type StatisticsQuery = Static<typeof StatisticsQuerySchema>

const figures = {
  calls: count('All calls, however they ended.'),
  errors: Type.Object(
    {
      caller: count('Refused, or not what the connector or the vendor takes.'),
      vendor: count('The vendor failed, was too slow, or had no quota left.'),
      patchbay: count('Our own.'),
    },
    { description: 'Calls that failed, by whose fault it was.' },
  ),
  cacheHits: count('Calls that were answered from the cache.'),
  errorRatio: seconds(
    'Share of the calls that failed by a fault of the vendor or of Patchbay, of those that were not at fault themselves; null without any.',
  ),
  p50: seconds('Seconds that half of the calls took at most, without those that were at fault themselves.'),
  p95: seconds('As p50, of 95 in 100.'),
  p99: seconds('As p50, of 99 in 100.'),
}

const Figures = Type.Object(figures)

export const StatisticsSchema = Type.Object({
  from: Type.String({ format: 'date-time' }),
  to: Type.String({ format: 'date-time' }),
  step: Type.Integer({ description: 'Seconds.' }),
  series: Type.Array(
    Type.Object({
      connector: Type.Optional(Type.String()),
      operation: Type.Optional(Type.String()),
      tenant: Type.Optional(Type.String()),
      total: Figures,
      points: Type.Array(
        Type.Object({
          at: Type.String({ format: 'date-time', description: 'When the step begins.' }),
          ...figures,
        }),
        { description: 'Steps with calls, in the order of time. A step without one is not there.' },
      ),
    }),
  ),
})
