import type { FieldViolation } from '@patchbay/google'

/** What Google names first where it speaks of a field of something: the thing itself. */
const things = new Set(
  ['property', 'data_stream', 'custom_dimension', 'custom_metric', 'key_event'].concat(
    'reporting_data_annotation',
    'data_retention_settings',
    'web_stream_data',
    'android_app_stream_data',
    'ios_app_stream_data',
  ),
)

/** What inputs of this connector name otherwise than Google does. */
const renamed: Readonly<Record<string, string>> = {
  page_token: 'cursor',
  parent: 'account',
  annotation_date: 'date',
  annotation_date_range: 'dateRange',
  earliest_change_time: 'earliest',
  latest_change_time: 'latest',
  resource_type: 'resourceTypes',
  action: 'actions',
  actor_email: 'actorEmails',
}

/**
 * Where a field that Google names is in the input of an operation: `custom_dimension.parameter_name` is at
 * `/parameterName`. Nowhere for the name of the thing itself, and for what the connector adds, such as the mask.
 */
export function adminPointerOf({ field }: Pick<FieldViolation, 'field'>): string | undefined {
  const parts = field.replaceAll(/\[(\d+)\]/g, '.$1').split('.')
  while (parts.length > 1 && things.has(parts[0] ?? '')) parts.shift()
  const [first = ''] = parts
  if (first === '' || first === 'name' || first === 'update_mask' || things.has(first)) return undefined
  return `/${[renamed[first] ?? camelCase(first), ...parts.slice(1).map(camelCase)].join('/')}`
}

const camelCase = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
