import type { TSchema } from '@sinclair/typebox'
import { withSection } from '../documents/sections.ts'
import { kindOf, variableOf } from './read-settings.ts'
import { SettingsSchema } from './settings.ts'

const valuesOf = (schema: TSchema): string => {
  const literals = schema['anyOf'] as TSchema[] | undefined
  if (literals !== undefined) return literals.map((member) => String(member['const'])).join(', ')
  return kindOf(schema)
}

/** The reference of all settings as a Markdown table, made from their schema. */
export function settingsReference(): string {
  const rows = Object.values(SettingsSchema.properties).map((schema: TSchema) => {
    const fallback =
      schema['default'] === undefined || schema['default'] === '' ? '' : `\`${String(schema['default'])}\``
    return `| \`${variableOf(schema)}\` | ${valuesOf(schema)} | ${fallback} | ${schema.description ?? ''} |`
  })
  return ['| variable | kind | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** The text with its part for the settings written anew; undefined if it has no such part. */
export function withSettings(text: string): string | undefined {
  return withSection(text, 'settings', settingsReference())
}
