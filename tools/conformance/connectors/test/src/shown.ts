import { defineOperation, Type, type Content, type Operation } from '@patchbay/contract'
import { vendor } from './vendor.ts'

export const noInput = Type.Object({})
export const Done = Type.Object({ done: Type.Boolean() })

/** What most operations here share: nothing goes in, and that they are done comes out. */
export const plain = {
  effect: 'read',
  input: noInput,
  output: Done,
  examples: [{ title: 'Only call', input: {}, output: { done: true } }],
} as const

/** An operation that shows this. */
export const shown = (
  title: string,
  description: string,
  content: readonly Content[],
): Operation<typeof vendor, typeof noInput, typeof Done> =>
  defineOperation(vendor, {
    ...plain,
    title,
    description,
    run: async () => ({ done: true }),
    present: () => content,
  })
