import { Type } from '@patchbay/contract'

/** What custom dimensions and custom metrics have in common. */
export const customDisplayName = Type.String({
  minLength: 1,
  maxLength: 82,
  pattern: '^[A-Za-z][A-Za-z0-9_ ]*$',
  description: 'Name in the reports: a letter, then letters, digits, spaces and underscores.',
})

export const customDescription = Type.String({
  maxLength: 150,
  description: 'What it is for; empty for none.',
})

export const parameterName = (description: string) =>
  Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z][A-Za-z0-9_]*$', description })
