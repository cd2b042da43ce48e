import { Problem } from '@patchbay/contract'

/** What is sent to change something: the fields that change, and the mask that names them. */
export interface Changes {
  readonly json: Readonly<Record<string, unknown>>
  readonly query: { readonly updateMask: string }
}

/**
 * The changes that a call names, of all fields that it could. One that is null is named by the mask and not sent, which
 * empties it. `places` tells where Google has fields that are nested there, such as `webStreamData.defaultUri`.
 */
export function changesOf(
  fields: Readonly<Record<string, unknown>>,
  places: Readonly<Record<string, string>> = {},
): Changes {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  if (given.length === 0)
    throw new Problem('invalid_input', {
      detail: 'The call names nothing to change.',
      advice: `Send at least one of these: ${Object.keys(fields).join(', ')}.`,
      errors: [{ path: '', message: 'must have at least one field that changes' }],
    })
  const json: Record<string, unknown> = {}
  const mask = given.map(([name, value]) => {
    const place = places[name] ?? name
    const [outer = place, inner] = place.split('.')
    if (value !== null)
      json[outer] = inner === undefined ? value : { ...(json[outer] as object | undefined), [inner]: value }
    return snakeCase(place)
  })
  return { json, query: { updateMask: mask.join(',') } }
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
