import { defineOperation, Problem, Type } from '@patchbay/contract'
import type { Context } from '../context.ts'
import { explained } from '../errors/explain.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { Dimensions, Metrics, namesOf, wireDimensions, wireMetrics } from '../report/fields.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

const Named = Type.Object({ apiName: Type.String() })

const WireCompatibility = Type.Object({
  dimensionCompatibilities: Type.Optional(
    Type.Array(Type.Object({ dimensionMetadata: Named, compatibility: Type.Optional(Type.String()) })),
  ),
  metricCompatibilities: Type.Optional(
    Type.Array(Type.Object({ metricMetadata: Named, compatibility: Type.Optional(Type.String()) })),
  ),
})

/** What to leave out of fields that Google finds incompatible; it names them in its refusal. */
function surplusOf(error: unknown): string[] | undefined {
  if (!Problem.is(error) || error.code !== 'vendor_rejected') return undefined
  return /Please remove (.+?) to make the request compatible/.exec(error.message)?.[1]?.split(', ')
}

async function check(context: Pick<Context, 'http'>, property: string, json: object) {
  const { body } = await context.http.post(`/v1beta/properties/${property}:checkCompatibility`, {
    json: { ...json, compatibilityFilter: 'COMPATIBLE' },
    response: WireCompatibility,
  })
  return {
    dimensions: (body.dimensionCompatibilities ?? []).map(
      ({ dimensionMetadata }) => dimensionMetadata.apiName,
    ),
    metrics: (body.metricCompatibilities ?? []).map(({ metricMetadata }) => metricMetadata.apiName),
  }
}

const Names = (description: string) => Type.Array(Type.String(), { description })

/** Whether fields go together. */
export const compatibility = {
  'compatibility.check': defineOperation(vendor, {
    title: 'Check whether fields go together',
    description:
      'Tells whether one report can have all of these dimensions and metrics; if not, which of them to leave out, and if so, which others could be added. It costs no tokens of the quota: use it before a report with unusual combinations.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      dimensions: Type.Optional(Dimensions),
      metrics: Type.Optional(Metrics),
      listAddable: Type.Optional(
        Type.Boolean({
          description: 'Whether to list what could be added, which can be hundreds of names. Default: no.',
        }),
      ),
    }),
    output: Type.Object({
      property: Type.String({ description: 'Id of the property.' }),
      compatible: Type.Boolean({ description: 'Whether all go together.' }),
      remove: Names('What Google says to leave out; empty where all go together.'),
      keep: Type.Object({
        dimensions: Names('The dimensions that stay.'),
        metrics: Names('The metrics that stay.'),
      }),
      addable: Type.Optional(
        Type.Object(
          {
            dimensions: Names('Dimensions that could be added.'),
            metrics: Names('Metrics that could be added.'),
          },
          { description: 'What goes with those that stay.' },
        ),
      ),
    }),
    cache: { ttl: '1h', staleIfError: '1d' },
    examples: [
      {
        title: 'Countries go with sessions',
        input: { dimensions: ['country'], metrics: ['sessions'] },
        output: recorded('compatibility.check'),
      },
      {
        title: 'Items do not go with sessions',
        input: { dimensions: ['itemName', 'country'], metrics: ['itemRevenue', 'sessions'] },
        output: recorded('compatibility.check', 1),
      },
    ],
    async run(context) {
      const { input, config } = context
      const property = propertyOf(input, config)
      const keep = {
        dimensions: [...(input.dimensions ?? [])],
        metrics: [...(input.metrics ?? [])],
      }
      const names = { dimensions: namesOf(keep.dimensions), metrics: namesOf(keep.metrics) }
      const remove: string[] = []
      // Each refusal names some; what stays is asked for again, and gets fewer every time.
      for (;;) {
        const json = { dimensions: wireDimensions(keep.dimensions), metrics: wireMetrics(keep.metrics) }
        const answer = check(context, property, json)
        try {
          const addable = await answer
          return {
            property,
            compatible: remove.length === 0,
            remove,
            keep: { dimensions: namesOf(keep.dimensions), metrics: namesOf(keep.metrics) },
            ...(input.listAddable === true ? { addable } : {}),
          }
        } catch (error) {
          const surplus = surplusOf(error)
          const left = (surplus ?? []).filter((name) => !remove.includes(name))
          if (left.length === 0) return explained(names, Promise.reject(error))
          remove.push(...left)
          keep.dimensions = keep.dimensions.filter((field) => !left.includes(namesOf([field])[0] ?? ''))
          keep.metrics = keep.metrics.filter((field) => !left.includes(namesOf([field])[0] ?? ''))
        }
      }
    },
  }),
}
