import type { Static, TObject } from '@sinclair/typebox'
import { closeObjects } from './close-objects.ts'
import type { Content } from './content.ts'
import type { Asking } from './question.ts'

/**
 * What an argument may be completed with: these values, or those that an operation lists. It is a read of the same
 * connector, callable with an empty input; `list` is the field of its answer with the list, and `field` that of an item
 * with the value. Leave `field` out where the items are the values.
 */
export type Completion =
  | readonly string[]
  | { readonly operation: string; readonly list: string; readonly field?: string }

/** By the name of the argument. */
export type Completions<Arguments> = { readonly [Name in keyof Arguments & string]?: Completion }

export interface PromptMessage {
  readonly role: 'user' | 'assistant'
  readonly content: Content
}

/** What the runtime lends to a prompt. It reaches no vendor: what a prompt needs to know, the agent calls for. */
export interface PromptContext extends Asking {
  /** In milliseconds since 1970. */
  readonly now: number
}

/** A task in words, for a person to start an agent with. It says which operations to call and what to make of them. */
export interface Prompt<A extends TObject = TObject> {
  readonly title: string
  readonly description: string
  /** Texts, each with its description. Default: none. */
  readonly arguments?: A
  readonly completions?: Completions<Static<A>>
  messages(
    values: Static<A>,
    context: PromptContext,
  ): readonly PromptMessage[] | Promise<readonly PromptMessage[]>
}

export function definePrompt<A extends TObject>(prompt: Prompt<A>): Prompt<A> {
  const closed = prompt.arguments === undefined ? {} : { arguments: closeObjects(prompt.arguments) }
  return Object.freeze({ ...prompt, ...closed })
}
