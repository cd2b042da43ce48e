import type { JsonSchema } from '../../connectors/connector-description.ts'
import type { Tool } from '../tools/tool.ts'

/** What is known of a tool for finding it, by how much it says about what the tool is for. */
export const textFields = ['name', 'title', 'description', 'fields', 'connector'] as const

export type ToolText = Readonly<Record<(typeof textFields)[number], string>>

export function toolText({ operation }: Tool): ToolText {
  const { connector, description } = operation
  const { id, title } = connector.host.description
  return {
    name: description.id,
    title: description.title,
    description: description.description,
    fields: [...fieldTexts(description.input)].join(' '),
    connector: `${id} ${title}`,
  }
}

/** Deeper down are details of what is sent. */
const deepest = 5

function* fieldTexts(schema: JsonSchema, depth = 0): Generator<string> {
  if (depth === deepest) return
  for (const [name, field] of Object.entries(membersOf(schema, 'properties'))) {
    yield name
    if (isSchema(field)) {
      yield* [field['description'], field['enum']].flat().filter((text) => typeof text === 'string')
      yield* fieldTexts(field, depth + 1)
    }
  }
  const branches = [schema['items'], schema['anyOf'], schema['oneOf'], schema['allOf']].flat()
  for (const branch of branches) if (isSchema(branch)) yield* fieldTexts(branch, depth + 1)
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const membersOf = (schema: JsonSchema, name: string): object => {
  const members = schema[name]
  return isSchema(members) ? members : {}
}
