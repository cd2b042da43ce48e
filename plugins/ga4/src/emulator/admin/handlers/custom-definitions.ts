import { exists, impossible, wrong, textOf, type AdminCall, type Handler, type Resource } from '../call.ts'
import { collectionHandlers } from '../collection.ts'
import { ownerOf } from '../state.ts'

const displayName = /^[A-Za-z][A-Za-z0-9_ ]{0,81}$/

function judgedNames(kind: string, resource: Resource, longest: number): void {
  if (!displayName.test(textOf(resource['displayName'])))
    throw wrong(`${kind}.display_name`, 'The display name has characters that are not allowed, or too many.')
  const name = textOf(resource['parameterName'])
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || name.length > longest)
    throw wrong(
      `${kind}.parameter_name`,
      `The parameter name must have at most ${longest} letters, digits and _.`,
    )
  if (textOf(resource['description']).length > 150)
    throw wrong(`${kind}.description`, 'The description must have at most 150 characters.')
}

const room = {
  GOOGLE_ANALYTICS_STANDARD: { EVENT: 50, USER: 25, ITEM: 10, metrics: 50 },
  GOOGLE_ANALYTICS_360: { EVENT: 125, USER: 100, ITEM: 25, metrics: 125 },
} as const

const roomOf = ({ state, name }: AdminCall) =>
  room[ownerOf(state, name)['serviceLevel'] as keyof typeof room] ?? room.GOOGLE_ANALYTICS_STANDARD

function judgedDimension(resource: Resource, call: AdminCall, siblings: readonly Resource[]): Resource {
  const scope = resource['scope']
  if (scope !== 'EVENT' && scope !== 'USER' && scope !== 'ITEM')
    throw wrong('custom_dimension.scope', 'The scope is required.')
  judgedNames('custom_dimension', resource, scope === 'USER' ? 24 : 40)
  if (resource['disallowAdsPersonalization'] === true && scope !== 'USER')
    throw wrong(
      'custom_dimension.disallow_ads_personalization',
      'Only user-scoped dimensions can be kept out of ads personalization.',
    )
  const alike = siblings.filter((one) => one['scope'] === scope)
  if (alike.some((one) => one['parameterName'] === resource['parameterName']))
    throw exists(`parameter_name ${String(resource['parameterName'])}`)
  if (alike.length >= roomOf(call)[scope])
    throw impossible(`The property has as many ${scope}-scoped custom dimensions as it can have.`)
  return resource
}

function judgedMetric(resource: Resource, call: AdminCall, siblings: readonly Resource[]): Resource {
  if (resource['scope'] !== 'EVENT') throw wrong('custom_metric.scope', 'The scope is required.')
  judgedNames('custom_metric', resource, 40)
  const { measurementUnit: unit, restrictedMetricType = [] } = resource
  if (unit === undefined) throw wrong('custom_metric.measurement_unit', 'The unit is required.')
  const isRestricted = (restrictedMetricType as readonly unknown[]).length > 0
  if (isRestricted !== (unit === 'CURRENCY'))
    throw wrong(
      'custom_metric.restricted_metric_type',
      'Metrics of currency need a restricted metric type, and others must have none.',
    )
  if (siblings.some((one) => one['parameterName'] === resource['parameterName']))
    throw exists(`parameter_name ${String(resource['parameterName'])}`)
  if (siblings.length >= roomOf(call).metrics)
    throw impossible('The property has as many custom metrics as it can have.')
  return resource
}

export const customDefinitionHandlers: Readonly<Record<string, Handler>> = {
  ...collectionHandlers({
    methods: 'analyticsadmin.properties.customDimensions',
    part: 'customDimensions',
    judged: judgedDimension,
    mutable: ['display_name', 'description', 'disallow_ads_personalization'],
  }),
  ...collectionHandlers({
    methods: 'analyticsadmin.properties.customMetrics',
    part: 'customMetrics',
    judged: judgedMetric,
    mutable: ['display_name', 'description', 'measurement_unit', 'restricted_metric_type'],
  }),
  ...collectionHandlers({
    methods: 'analyticsadmin.properties.calculatedMetrics',
    part: 'calculatedMetrics',
  }),
}
