import { ApiError } from './api-error.ts'
import { attributesOf, isToxicType, type Stream, type Toxic } from './toxic.ts'

/** What a client may send to make or to change a toxic. */
export interface ToxicBody {
  readonly name?: string
  readonly type?: string
  readonly stream?: string
  readonly toxicity?: number
  readonly attributes?: Readonly<Record<string, unknown>>
}

const isStream = (text: string): text is Stream => text === 'upstream' || text === 'downstream'

/** A new toxic, with Toxiproxy's defaults for what is not said. Throws an `ApiError`. */
export function readToxic(body: ToxicBody): Toxic {
  const { type = '', stream = 'downstream', toxicity = 1 } = body
  if (!isToxicType(type)) throw new ApiError(400, `invalid toxic type "${type}"`)
  if (!isStream(stream)) throw new ApiError(400, 'stream was invalid, can be either upstream or downstream')
  return {
    name: body.name ?? `${type}_${stream}`,
    type,
    stream,
    toxicity,
    attributes: { ...attributesOf[type], ...numbers(body.attributes) },
  }
}

/** The toxic with another share or other attributes; its type and stream stay. */
export function changeToxic(toxic: Toxic, { toxicity, attributes }: ToxicBody): Toxic {
  return {
    ...toxic,
    toxicity: toxicity ?? toxic.toxicity,
    attributes: { ...toxic.attributes, ...numbers(attributes) },
  }
}

function numbers(attributes: ToxicBody['attributes'] = {}): Record<string, number> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      if (typeof value !== 'number' || !(value >= 0)) {
        throw new ApiError(400, `attribute ${name} must be a number from 0 up`)
      }
      return [name, value]
    }),
  )
}
