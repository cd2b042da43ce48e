import { Type } from '@patchbay/contract'
import { since } from '../fields.ts'

export const title = Type.String({
  minLength: 1,
  maxLength: 255,
  description: 'What visitors see as its name.',
})

const text = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ maxLength, description }))

/** What pages and articles have in common. */
export const postFields = {
  handle: text(255, 'Its part of the address. Default: made from the title.'),
  body: text(1_048_576, 'HTML.'),
  isPublished: Type.Optional(
    Type.Boolean({ description: 'Whether visitors see it. Default on creation: yes.' }),
  ),
  publishDate: Type.Optional(since('When it becomes visible.')),
  templateSuffix: text(255, 'Of the theme template that shows it.'),
}

/** On a change of the handle, whether the old address leads to the new one. */
export const redirectNewHandle = Type.Optional(
  Type.Boolean({ description: 'Whether the old address leads on to a new handle. Default: no.' }),
)
