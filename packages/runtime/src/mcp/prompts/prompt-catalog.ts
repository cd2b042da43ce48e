import type { Prompt, PromptArgument } from '@modelcontextprotocol/server'
import type { JsonSchema } from '../../connectors/connector-description.ts'
import type { LoadedConnector, LoadedPrompt } from '../../connectors/loaded-connector.ts'
import type { Registry } from '../../connectors/registry.ts'
import { byName } from '../tools/catalog.ts'
import { toolNameOf } from '../tools/tool-name.ts'

/** A prompt of a connector under the name by which agents know it: `shopify_low-stock` is `shopify_low_stock`. */
export interface NamedPrompt {
  readonly name: string
  readonly prompt: LoadedPrompt
  readonly definition: Prompt
}

/** All prompts of the loaded connectors, in the order of their names. Fixed once the app is built. */
export interface PromptCatalog {
  find(name: string): NamedPrompt | undefined
  of(connectors: ReadonlySet<LoadedConnector>): readonly NamedPrompt[]
}

export function createPromptCatalog(registry: Pick<Registry, 'loaded' | 'find'>): PromptCatalog {
  const found = new Map<string, NamedPrompt>()
  for (const connector of registry.loaded) {
    const { id } = connector.host.description
    const older = registry.find(id) === connector ? undefined : connector.major
    for (const prompt of connector.prompts.values()) {
      const name = toolNameOf(id, prompt.description.name, older)
      if (!found.has(name)) found.set(name, { name, prompt, definition: definitionOf(prompt, name) })
    }
  }
  const all = [...found.values()].toSorted(byName)
  return {
    find: (name) => found.get(name),
    of: (connectors) => all.filter(({ prompt }) => connectors.has(prompt.connector)),
  }
}

function definitionOf({ description }: LoadedPrompt, name: string): Prompt {
  const { title, arguments: schema } = description
  const required = new Set((schema['required'] ?? []) as string[])
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
  return {
    name,
    title,
    description: description.description,
    ...(fields.length === 0
      ? {}
      : {
          arguments: fields.map(([argument, field]): PromptArgument => ({
            name: argument,
            ...(typeof field['title'] === 'string' ? { title: field['title'] } : {}),
            description: String(field['description']),
            required: required.has(argument),
          })),
        }),
  }
}
